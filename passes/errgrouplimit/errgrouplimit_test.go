package errgrouplimit_test

import (
	"testing"

	"github.com/inflight-go/inflight/passes/errgrouplimit"
	"github.com/inflight-go/inflight/passes/internal/passtest"
)

func TestDefault(t *testing.T) {
	passtest.Run(t, "testdata", errgrouplimit.New(errgrouplimit.Options{}), "positive", "negative", "gap")
}

func TestLevels(t *testing.T) {
	for _, level := range []string{"strong", "audit"} {
		var opts errgrouplimit.Options
		opts.Level = level
		passtest.Run(t, "testdata", errgrouplimit.New(opts), level)
	}
}

func TestFixes(t *testing.T) {
	passtest.Run(t, "testdata", errgrouplimit.New(errgrouplimit.Options{}), "fixes")
}
