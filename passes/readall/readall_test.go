package readall_test

import (
	"testing"

	"github.com/inflight-go/inflight/passes/internal/passtest"
	"github.com/inflight-go/inflight/passes/readall"
)

func TestDefault(t *testing.T) {
	passtest.Run(t, "testdata", readall.New(readall.Options{}), "positive", "fixes", "gap", "generated")
}

// TestAudit holds that what is negative is so at any level.
func TestAudit(t *testing.T) {
	var opts readall.Options
	opts.Level = "audit"
	passtest.Run(t, "testdata", readall.New(opts), "audit", "negative", "wrapped", "wrapping", "helpers")
}
