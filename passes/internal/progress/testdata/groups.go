package p

import (
	"context"

	"golang.org/x/sync/errgroup"
	"golang.org/x/sync/semaphore"
)

func do(int) error

func other(g *errgroup.Group)

// plain waits for its group.
func plain(xs []int) error {
	var g errgroup.Group
	for x := range xs {
		g.Go(func() error { return do(x) }) //= none
	}
	return g.Wait()
}

// withContext has a context too.
func withContext(ctx context.Context, xs []int) error {
	g, ctx := errgroup.WithContext(ctx)
	for x := range xs {
		g.Go(func() error { //= none
			if ctx.Err() != nil {
				return ctx.Err()
			}
			return do(x)
		})
	}
	return g.Wait()
}

// nested adds to its own group.
func nested(xs []int) error {
	var g errgroup.Group
	for x := range xs {
		g.Go(func() error { //= Submits
			g.Go(func() error { return do(x) })
			return nil
		})
	}
	return g.Wait()
}

// shared hands its group on.
func shared(xs []int) error {
	var g errgroup.Group
	other(&g)
	for x := range xs {
		g.Go(func() error { return do(x) }) //= Shared
	}
	return g.Wait()
}

// returned gives its group to the caller.
func returned(xs []int) *errgroup.Group {
	g := new(errgroup.Group)
	for x := range xs {
		g.Go(func() error { return do(x) }) //= Shared
	}
	return g
}

// stages has work that waits for other work of the group.
func stages(xs []int) error {
	var g errgroup.Group
	steps := make(chan int)
	for x := range xs {
		g.Go(func() error { //= Receives
			<-steps
			return do(x)
		})
	}
	g.Go(func() error {
		for x := range xs {
			steps <- x
		}
		return nil
	})
	return g.Wait()
}

// innerGroup has a group for each piece of work.
func innerGroup(xs []int) error {
	var g errgroup.Group
	for x := range xs {
		g.Go(func() error { //= none
			var parts errgroup.Group
			for range 3 {
				parts.Go(func() error { return do(x) })
			}
			return parts.Wait()
		})
	}
	return g.Wait()
}

// acquires takes a place of a semaphore and gives it back.
func acquires(ctx context.Context, xs []int, sem *semaphore.Weighted) error {
	var g errgroup.Group
	for x := range xs {
		g.Go(func() error { //= none
			if err := sem.Acquire(ctx, 1); err != nil {
				return err
			}
			defer sem.Release(1)
			return do(x)
		})
	}
	return g.Wait()
}

type limiter struct{ sem *semaphore.Weighted }

func (l *limiter) take(ctx context.Context) { l.sem.Acquire(ctx, 1) }
func (l *limiter) give()                    { l.sem.Release(1) }

// held has taken a place itself, in a function.
func held(ctx context.Context, xs []int, l *limiter) error {
	var g errgroup.Group
	l.take(ctx)
	for x := range xs {
		g.Go(func() error { //= Waits
			if err := l.sem.Acquire(ctx, 1); err != nil {
				return err
			}
			defer l.sem.Release(1)
			return do(x)
		})
	}
	l.give()
	return g.Wait()
}
