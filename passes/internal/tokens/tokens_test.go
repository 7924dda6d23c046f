package tokens_test

import (
	"fmt"
	"go/token"
	"testing"

	"github.com/inflight-go/inflight/passes/internal/flowtest"
	"github.com/inflight-go/inflight/passes/internal/repeats"
	"github.com/inflight-go/inflight/passes/internal/tokens"
)

// TestFaults compares what is found with the comments of the fixtures: the kind, and how
// many lines below the other place is.
func TestFaults(t *testing.T) {
	for _, name := range []string{"ways.go", "kept.go", "results.go"} {
		f := flowtest.Load(t, "testdata/"+name)
		got := map[token.Pos]string{}
		for _, fault := range tokens.New(f.Program, f.Facts, repeats.New(f.Program)).Faults() {
			text := fault.Kind.String()
			if fault.At.IsValid() {
				text += fmt.Sprintf(" %+d", f.Line(fault.At)-f.Line(fault.Pos))
			}
			if fault.Turn {
				text += " turn"
			}
			if fault.Work {
				text += " work"
			}
			if got[fault.Pos] != "" {
				text = got[fault.Pos] + ", " + text
			}
			got[fault.Pos] = text
		}
		f.Want(t, got)
	}
}
