package negative

import (
	"context"
	"os"
	"testing"

	"golang.org/x/sync/errgroup"
)

// TestLoop would be reported outside a test.
func TestLoop(t *testing.T) {
	entries, err := os.ReadDir(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	var g errgroup.Group
	for _, e := range entries {
		g.Go(func() error { return fetch(context.Background(), e.Name()) })
	}
	if err := g.Wait(); err != nil {
		t.Fatal(err)
	}
}

// ExampleNoLoop would be reported outside an example.
func ExampleNoLoop() {
	entries, _ := os.ReadDir(".")
	var g errgroup.Group
	for _, e := range entries {
		g.TryGo(func() error { return fetch(context.Background(), e.Name()) })
	}
	_ = g.Wait()
}
