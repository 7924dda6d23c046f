package shortwrite_test

import (
	"testing"

	"github.com/inflight-go/inflight/passes/internal/passtest"
	"github.com/inflight-go/inflight/passes/shortwrite"
)

func TestDefault(t *testing.T) {
	passtest.Run(t, "testdata", shortwrite.New(shortwrite.Options{}), "positive", "negative", "gap", "helpers/user")
}

func TestAudit(t *testing.T) {
	var opts shortwrite.Options
	opts.Level = "audit"
	passtest.Run(t, "testdata", shortwrite.New(opts), "audit", "silent")
}

func TestFixes(t *testing.T) {
	passtest.Run(t, "testdata", shortwrite.New(shortwrite.Options{}), "fixes", "refused")
}
