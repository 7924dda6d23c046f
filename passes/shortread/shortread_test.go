package shortread_test

import (
	"testing"

	"github.com/inflight-go/inflight/passes/internal/passtest"
	"github.com/inflight-go/inflight/passes/shortread"
)

func TestDefault(t *testing.T) {
	passtest.Run(t, "testdata", shortread.Analyzer, "positive", "negative", "gap", "generated")
}

func TestAudit(t *testing.T) {
	var opts shortread.Options
	opts.Level = "audit"
	passtest.Run(t, "testdata", shortread.New(opts), "audit", "negative", "gap")
}

func TestFixes(t *testing.T) {
	passtest.Run(t, "testdata", shortread.Analyzer, "fixes")
}

func TestAlternatives(t *testing.T) {
	var opts shortread.Options
	opts.Alternatives = true
	passtest.Run(t, "testdata", shortread.New(opts), "alternatives")
}
