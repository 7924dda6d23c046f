package fanout_test

import (
	"testing"

	"github.com/inflight-go/inflight/passes/fanout"
	"github.com/inflight-go/inflight/passes/internal/passtest"
)

func TestDefault(t *testing.T) {
	passtest.Run(t, "testdata", fanout.New(fanout.Options{}), "positive", "negative", "gap", "orphans")
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
