package negative

import (
	"context"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"
	"golang.org/x/sync/semaphore"

	"limits"
)

// NoLoop calls Go a fixed number of times.
func NoLoop(ctx context.Context, x item) error {
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error { return work(x) })
	g.Go(func() error { return fetch(ctx, x.name) })
	return g.Wait()
}

// GroupPerIteration has a fixed number of Go calls per round, and waits.
func GroupPerIteration(ctx context.Context, items []item) error {
	for _, x := range items {
		g, ctx := errgroup.WithContext(ctx)
		g.Go(func() error { return work(x) })
		g.Go(func() error { return fetch(ctx, x.name) })
		if err := g.Wait(); err != nil {
			return err
		}
	}
	return nil
}

// WaitInIteration waits each round for one group.
func WaitInIteration(items []item) error {
	var g errgroup.Group
	for _, x := range items {
		g.Go(func() error { return work(x) })
		if err := g.Wait(); err != nil {
			return err
		}
	}
	return nil
}

// Chunks waits for each chunk.
func Chunks(items []item) error {
	for chunk := range slices.Chunk(items, most) {
		var g errgroup.Group
		for _, x := range chunk {
			g.Go(func() error { return work(x) })
		}
		if err := g.Wait(); err != nil {
			return err
		}
	}
	return nil
}

// Workers starts a counted number of workers.
func Workers(n int, jobs <-chan item) error {
	var g errgroup.Group
	for range n {
		g.Go(func() error {
			for x := range jobs {
				if err := work(x); err != nil {
					return err
				}
			}
			return nil
		})
	}
	return g.Wait()
}

// WorkersPerProcessor takes the number from the machine.
func WorkersPerProcessor(do func(int) error) error {
	var g errgroup.Group
	for i := 0; i < runtime.NumCPU(); i++ {
		g.Go(func() error { return do(i) })
	}
	return g.Wait()
}

// LiteralRange is written out in the header.
func LiteralRange() error {
	var g errgroup.Group
	for _, name := range []string{"a", "b"} {
		g.Go(func() error { return fetch(context.Background(), name) })
	}
	return g.Wait()
}

// ArrayRange has a constant length.
func ArrayRange(items [3]item) error {
	var g errgroup.Group
	for _, x := range items {
		g.Go(func() error { return work(x) })
	}
	return g.Wait()
}

// ByteKeys has at most 256 entries.
func ByteKeys(byNibble map[byte]item) error {
	var g errgroup.Group
	for _, x := range byNibble {
		g.Go(func() error { return work(x) })
	}
	return g.Wait()
}

// FuncElements were written out by somebody.
func FuncElements(steps []func() error) error {
	var g errgroup.Group
	for _, step := range steps {
		g.Go(step)
	}
	return g.Wait()
}

// Truncated looks at the first few only.
func Truncated(items []item) error {
	var g errgroup.Group
	for _, x := range items[:min(most, len(items))] {
		g.Go(func() error { return work(x) })
	}
	return g.Wait()
}

// WeightedBefore acquires before Go.
func WeightedBefore(ctx context.Context, items []item) error {
	sem := semaphore.NewWeighted(most)
	g, ctx := errgroup.WithContext(ctx)
	for _, x := range items {
		if err := sem.Acquire(ctx, 1); err != nil {
			break
		}
		g.Go(func() error {
			defer sem.Release(1)
			return fetch(ctx, x.name)
		})
	}
	return g.Wait()
}

// TokenBefore sends before Go.
func TokenBefore(items []item) error {
	sem := make(chan struct{}, most)
	var g errgroup.Group
	for _, x := range items {
		sem <- struct{}{}
		g.Go(func() error {
			defer func() { <-sem }()
			return work(x)
		})
	}
	return g.Wait()
}

// LimiterBefore takes a place in a limiter of another package.
func LimiterBefore(gate *limits.Gate, items []item) error {
	var g errgroup.Group
	for _, x := range items {
		gate.Take()
		g.Go(func() error {
			defer gate.Give()
			return work(x)
		})
	}
	return g.Wait()
}

// SpawnThenBreak calls Go once.
func SpawnThenBreak(items []item) error {
	var g errgroup.Group
	for _, x := range items {
		if x.id == most {
			g.Go(func() error { return work(x) })
			break
		}
	}
	return g.Wait()
}

// BoundedDepth recurses three times, each with a limit of its own.
func BoundedDepth(items []item, depth int) error {
	if depth == 3 {
		return nil
	}
	var g errgroup.Group
	g.SetLimit(2)
	for range items {
		g.Go(func() error { return BoundedDepth(items, depth+1) })
	}
	return g.Wait()
}
