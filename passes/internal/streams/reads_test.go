package streams_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/inflight-go/inflight/passes/internal/streams"
)

var faultNames = map[streams.FaultKind]string{
	streams.CountDropped: "dropped", streams.ShortFails: "short", streams.TailLost: "tail", streams.WholeBuffer: "stale",
	streams.EndFails: "eof", streams.FailureHidden: "hidden", streams.ByHand: "byhand",
}

var reactions = map[streams.Reaction]string{streams.Ignored: "ignored", streams.Told: "told", streams.Stops: "stops"}

// reads reports what the table says of each read.
var reads = &analysis.Analyzer{
	Name:     "reads",
	Doc:      "reads reports what the table says of each read",
	Requires: []*analysis.Analyzer{streams.Analyzer},
	Run: func(pass *analysis.Pass) (any, error) {
		for _, r := range pass.ResultOf[streams.Analyzer].(*streams.Table).Reads {
			var words []string
			for _, f := range r.Faults {
				word := faultNames[f.Kind]
				if !f.Certain {
					word += "?"
				}
				words = append(words, word)
			}
			if size, ok := r.Size(); ok {
				words = append(words, fmt.Sprintf("size %d", size))
			}
			if r.TakenApart() {
				words = append(words, "apart")
			}
			words = append(words, reactions[r.OnError()])
			pass.Reportf(r.Node.Pos(), "%s", strings.Join(words, ", "))
		}
		return nil, nil
	},
}

// TestReads holds what is known of reads, one small function for each idea.
func TestReads(t *testing.T) {
	seen := map[string]bool{}
	for _, result := range analysistest.Run(t, analysistest.TestData(), reads, "reads") {
		for _, d := range result.Diagnostics {
			for word := range strings.SplitSeq(d.Message, ", ") {
				seen[strings.TrimSuffix(word, "?")] = true
			}
		}
	}
	for _, name := range slices.Concat(values(faultNames), values(reactions)) {
		if !seen[name] {
			t.Errorf("no read of the tests has %q", name)
		}
	}
}

func values[K comparable](m map[K]string) []string {
	var out []string
	for _, v := range m {
		out = append(out, v)
	}
	return out
}
