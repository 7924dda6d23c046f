package positive

import (
	"context"

	"golang.org/x/sync/errgroup"
	"golang.org/x/sync/semaphore"
)

const noLimit = -1

// MinusOne removes the limit that there was not.
func MinusOne(items []item) error {
	var g errgroup.Group
	g.SetLimit(-1)
	for _, x := range items {
		g.Go(func() error { return work(x) }) // want "SetLimit\\(-1\\)"
	}
	return g.Wait()
}

// MinusOneConstant says so by a name.
func MinusOneConstant(items []item) error {
	var g errgroup.Group
	g.SetLimit(noLimit)
	for _, x := range items {
		g.Go(func() error { return work(x) }) // want "SetLimit\\(-1\\)"
	}
	return g.Wait()
}

// LimitRemoved sets a limit and removes it before the loop.
func LimitRemoved(items []item) error {
	var g errgroup.Group
	g.SetLimit(most)
	g.SetLimit(-1)
	for _, x := range items {
		g.Go(func() error { return work(x) }) // want "SetLimit\\(-1\\)"
	}
	return g.Wait()
}

// LimitIsLen has room for everything, and hangs on nothing.
func LimitIsLen(items []item) error {
	var g errgroup.Group
	g.SetLimit(len(items))
	for _, x := range items {
		g.Go(func() error { return work(x) }) // want "len\\("
	}
	return g.Wait()
}

// LimitIsLenVariable keeps the length in a variable first.
func LimitIsLenVariable(ctx context.Context, byName map[string]item) error {
	g, ctx := errgroup.WithContext(ctx)
	n := len(byName)
	g.SetLimit(n)
	for name := range byName {
		g.Go(func() error { return fetch(ctx, name) }) // want "len\\("
	}
	return g.Wait()
}

// LimitAtLeastOne is the length again, kept from being zero.
func LimitAtLeastOne(items []item) error {
	var g errgroup.Group
	g.SetLimit(max(1, len(items)))
	for _, x := range items {
		g.Go(func() error { return work(x) }) // want "len\\("
	}
	return g.Wait()
}

// LimitZero lets nothing start: the first Go waits for ever.
func LimitZero(items []item) error {
	var g errgroup.Group
	g.SetLimit(0)
	for _, x := range items {
		g.Go(func() error { return work(x) }) // want "SetLimit\\(0\\)"
	}
	return g.Wait()
}

// LimitAfterLoop comes too late, and Wait hangs.
func LimitAfterLoop(items []item) error {
	var g errgroup.Group
	for _, x := range items {
		g.Go(func() error { return work(x) }) // want "after the first"
	}
	g.SetLimit(most)
	return g.Wait()
}

// LimitInLoop sets the limit behind the first Go, in the loop.
func LimitInLoop(items []item) error {
	var g errgroup.Group
	for _, x := range items {
		g.Go(func() error { return work(x) }) // want "after the first"
		g.SetLimit(most)
	}
	return g.Wait()
}

// AcquiredInside has a semaphore, inside the work.
func AcquiredInside(ctx context.Context, items []item) error {
	g, ctx := errgroup.WithContext(ctx)
	sem := semaphore.NewWeighted(most)
	for _, x := range items {
		g.Go(func() error { // want "inside"
			if err := sem.Acquire(ctx, 1); err != nil {
				return err
			}
			defer sem.Release(1)
			return fetch(ctx, x.name)
		})
	}
	return g.Wait()
}

// TokenInside has a channel, inside the work.
func TokenInside(items []item) error {
	var g errgroup.Group
	sem := make(chan struct{}, most)
	for _, x := range items {
		g.Go(func() error { // want "inside"
			sem <- struct{}{}
			defer func() { <-sem }()
			return work(x)
		})
	}
	return g.Wait()
}

// SemaphoreIsLen acquires before, and has room for everything.
func SemaphoreIsLen(items []item) error {
	var g errgroup.Group
	sem := make(chan struct{}, len(items))
	for _, x := range items {
		sem <- struct{}{}
		g.Go(func() error { // want "len\\("
			defer func() { <-sem }()
			return work(x)
		})
	}
	return g.Wait()
}

// NegativeLimit names the number that was given.
func NegativeLimit(items []item) error {
	var g errgroup.Group
	g.SetLimit(-7)
	for _, x := range items {
		g.Go(func() error { return work(x) }) // want "SetLimit\\(-7\\)"
	}
	return g.Wait()
}
