package copyloop_test

import (
	"testing"

	"github.com/inflight-go/inflight/passes/copyloop"
	"github.com/inflight-go/inflight/passes/internal/passtest"
)

func TestDefault(t *testing.T) {
	passtest.Run(t, "testdata", copyloop.Analyzer, "positive", "negative", "gap", "generated")
}

func TestAudit(t *testing.T) {
	var opts copyloop.Options
	opts.Level = "audit"
	passtest.Run(t, "testdata", copyloop.New(opts), "audit", "negative", "gap")
}

func TestFixes(t *testing.T) {
	passtest.Run(t, "testdata", copyloop.Analyzer, "fixes")
}
