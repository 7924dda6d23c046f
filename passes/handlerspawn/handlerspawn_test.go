package handlerspawn_test

import (
	"testing"

	"github.com/inflight-go/inflight/passes/handlerspawn"
	"github.com/inflight-go/inflight/passes/internal/passtest"
)

func TestDefault(t *testing.T) {
	passtest.Run(t, "testdata", handlerspawn.New(handlerspawn.Options{}), "positive", "negative", "gap")
}

func TestLevels(t *testing.T) {
	for _, level := range []string{"strong", "audit"} {
		var opts handlerspawn.Options
		opts.Level = level
		passtest.Run(t, "testdata", handlerspawn.New(opts), level)
	}
}
