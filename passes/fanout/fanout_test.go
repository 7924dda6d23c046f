package fanout_test

import (
	"testing"

	"github.com/inflight-go/inflight/passes/fanout"
	"github.com/inflight-go/inflight/passes/internal/passtest"
)

func TestDefault(t *testing.T) {
	passtest.Run(t, "testdata", fanout.New(fanout.Options{}), "positive", "negative", "gap", "orphans", "attack")
}

func TestLevels(t *testing.T) {
	for _, level := range []string{"strong", "audit"} {
		var opts fanout.Options
		opts.Level = level
		passtest.Run(t, "testdata", fanout.New(opts), level)
	}
}

func TestFixes(t *testing.T) {
	passtest.Run(t, "testdata", fanout.New(fanout.Options{}), "fixes")
}

// TestFixed holds that nothing is said, at any level, of shapes that leak when they are
// repaired: those of the leak corpus of docs/evaluation.md, and others like them.
func TestFixed(t *testing.T) {
	var opts fanout.Options
	opts.Level = "audit"
	passtest.Run(t, "testdata", fanout.New(opts), "fixed")
}

func TestAlternatives(t *testing.T) {
	var opts fanout.Options
	opts.Alternatives = true
	passtest.Run(t, "testdata", fanout.New(opts), "alternatives")
}
