package fixes

import (
	"context"

	"golang.org/x/sync/errgroup"
)

// Nested adds to its own group.
func Nested(names []string) error {
	var g errgroup.Group
	for _, name := range names {
		g.Go(func() error { // want "a limit can deadlock"
			g.Go(func() error { return run(name) })
			return nil
		})
	}
	return g.Wait()
}

// Gated waits for what comes after the loop.
func Gated(names []string) error {
	var g errgroup.Group
	open := make(chan struct{})
	for _, name := range names {
		g.Go(func() error { // want "no limit found"
			<-open
			return run(name)
		})
	}
	close(open)
	return g.Wait()
}

// Stopped is told to stop.
func Stopped(ctx context.Context, names []string) error {
	ctx, cancel := context.WithCancel(ctx)
	g, ctx := errgroup.WithContext(ctx)
	for _, name := range names {
		g.Go(func() error { return deliver(ctx, name) }) // want "no limit found"
	}
	cancel()
	return g.Wait()
}

func deliver(ctx context.Context, name string) error { return ctx.Err() }

// Called calls what it is given.
func Called(names []string, f func(string) error) error {
	var g errgroup.Group
	for _, name := range names {
		g.Go(func() error { return f(name) }) // want "no limit found"
	}
	return g.Wait()
}
