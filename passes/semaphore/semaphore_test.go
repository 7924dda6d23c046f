package semaphore_test

import (
	"testing"

	"github.com/inflight-go/inflight/passes/internal/passtest"
	"github.com/inflight-go/inflight/passes/semaphore"
)

func TestDefault(t *testing.T) {
	passtest.Run(t, "testdata", semaphore.New(semaphore.Options{}), "positive", "negative", "gap")
}

func TestLevels(t *testing.T) {
	for _, level := range []string{"strong", "audit"} {
		var opts semaphore.Options
		opts.Level = level
		passtest.Run(t, "testdata", semaphore.New(opts), level)
	}
}

func TestFixes(t *testing.T) {
	passtest.Run(t, "testdata", semaphore.New(semaphore.Options{}), "fixes")
}
