// Package errgroup stands in for golang.org/x/sync/errgroup in fixtures, which
// are type-checked without a module and without a network. It declares the
// same API and keeps the behaviour the checks rely on.
package errgroup

import (
	"context"
	"sync"
)

// A Group collects goroutines that work on one task. The zero Group is valid,
// has no limit and does not cancel.
type Group struct {
	cancel context.CancelCauseFunc
	wg     sync.WaitGroup
	slots  chan struct{}
	once   sync.Once
	err    error
}

// WithContext returns a Group and a context that ends at the first error.
func WithContext(ctx context.Context) (*Group, context.Context) {
	ctx, cancel := context.WithCancelCause(ctx)
	return &Group{cancel: cancel}, ctx
}

// SetLimit bounds the goroutines of the group to n; a negative n removes the
// bound, and at zero no goroutine can be added.
func (g *Group) SetLimit(n int) {
	if n < 0 {
		g.slots = nil
		return
	}
	if len(g.slots) > 0 {
		panic("errgroup: SetLimit while goroutines of the group are running")
	}
	g.slots = make(chan struct{}, n)
}

// Go waits for a free slot, if the group has a limit, and starts f.
func (g *Group) Go(f func() error) {
	if g.slots != nil {
		g.slots <- struct{}{}
	}
	g.start(f)
}

// TryGo starts f if the limit permits, and reports whether it did.
func (g *Group) TryGo(f func() error) bool {
	if g.slots != nil {
		select {
		case g.slots <- struct{}{}:
		default:
			return false
		}
	}
	g.start(f)
	return true
}

// Wait returns the first error once every started f has returned.
func (g *Group) Wait() error {
	g.wg.Wait()
	if g.cancel != nil {
		g.cancel(g.err)
	}
	return g.err
}

func (g *Group) start(f func() error) {
	g.wg.Add(1)
	go func() {
		defer g.finish()
		if err := f(); err != nil {
			g.once.Do(func() {
				g.err = err
				if g.cancel != nil {
					g.cancel(err)
				}
			})
		}
	}()
}

func (g *Group) finish() {
	if g.slots != nil {
		<-g.slots
	}
	g.wg.Done()
}
