package streams_test

import (
	"go/token"
	"strings"
	"testing"

	"github.com/inflight-go/inflight/passes/internal/flowtest"
	"github.com/inflight-go/inflight/passes/internal/streams"
)

var fates = map[streams.Fate]string{streams.Dropped: "dropped", streams.Unread: "unread", streams.Last: "last"}

// TestWrites says of each write that nobody looks at in time where it ends, through how
// many layers, what becomes of its error, and what else the table knows of it.
func TestWrites(t *testing.T) {
	f := flowtest.Load(t, "testdata/writes.go")
	got := map[token.Pos]string{}
	for _, w := range flowtest.Run(t, f.Pass, streams.Analyzer).(*streams.Table).Writes {
		words := []string{fates[w.Fate]}
		for _, s := range w.Sinks {
			word := s.Kind.String()
			if s.Interface {
				word = "given"
			}
			words = append(words, strings.Repeat("layer of ", len(s.Layers))+word)
		}
		for _, is := range []struct {
			said bool
			word string
		}{
			{w.Told, "told"}, {w.Endless, "endless"}, {w.Loop != nil && !w.Endless, "loop"}, {w.Returns, "returns"},
			{w.Varies, "varies"}, {w.Reads, "reads"}, {w.Watches, "watches"},
		} {
			if is.said {
				words = append(words, is.word)
			}
		}
		got[w.Node.Pos()] = strings.Join(words, ", ")
	}
	f.Want(t, got)
}

// TestLeaves says what a function that returned right after a write would leave undone.
func TestLeaves(t *testing.T) {
	f := flowtest.Load(t, "testdata/leaves.go")
	table := flowtest.Run(t, f.Pass, streams.Analyzer).(*streams.Table)
	got := map[token.Pos]string{}
	for _, w := range table.Writes {
		got[w.Node.Pos()] = table.LeavesWork(w.Call)
		if got[w.Node.Pos()] == "" {
			got[w.Node.Pos()] = "nothing"
		}
	}
	f.Want(t, got)
}
