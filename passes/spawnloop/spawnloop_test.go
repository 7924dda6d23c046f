package spawnloop_test

import (
	"testing"

	"github.com/inflight-go/inflight/passes/internal/passtest"
	"github.com/inflight-go/inflight/passes/spawnloop"
)

func TestDefault(t *testing.T) {
	passtest.Run(t, "testdata", spawnloop.New(spawnloop.Options{}), "positive", "negative", "gap", "bounds", "usesbounds")
}

func TestLevels(t *testing.T) {
	for _, level := range []string{"strong", "audit"} {
		var opts spawnloop.Options
		opts.Level = level
		passtest.Run(t, "testdata", spawnloop.New(opts), level)
	}
}

func TestFixes(t *testing.T) {
	passtest.Run(t, "testdata", spawnloop.New(spawnloop.Options{}), "fixes")
}

func TestAlternatives(t *testing.T) {
	var opts spawnloop.Options
	opts.Alternatives = true
	passtest.Run(t, "testdata", spawnloop.New(opts), "alternatives")
}
