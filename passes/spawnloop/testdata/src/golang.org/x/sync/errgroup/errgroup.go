// Package errgroup is a stand-in for golang.org/x/sync/errgroup: the same
// types, methods and documented behaviour, written for the fixtures.
package errgroup

import (
	"context"
	"fmt"
	"sync"
)

// A Group runs functions in goroutines and keeps the first error.
// The zero Group is valid, has no limit and cancels nothing.
type Group struct {
	cancel func(error)

	running sync.WaitGroup
	slots   chan struct{}

	once sync.Once
	err  error
}

// WithContext returns a Group and a context that ends at the first error or
// when Wait returns.
func WithContext(ctx context.Context) (*Group, context.Context) {
	ctx, cancel := context.WithCancelCause(ctx)
	return &Group{cancel: cancel}, ctx
}

// Wait blocks until every function has returned, then gives the first error.
func (g *Group) Wait() error {
	g.running.Wait()
	if g.cancel != nil {
		g.cancel(g.err)
	}
	return g.err
}

// Go calls f in a new goroutine. It blocks until that fits in the limit.
func (g *Group) Go(f func() error) {
	if g.slots != nil {
		g.slots <- struct{}{}
	}
	g.start(f)
}

// TryGo calls f in a new goroutine only if that fits in the limit now, and
// says whether it did.
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

// SetLimit limits the goroutines that are active at once to n. A negative n
// removes the limit; with zero no new goroutine can start. It panics while
// goroutines of a limited group are active.
func (g *Group) SetLimit(n int) {
	if n < 0 {
		g.slots = nil
		return
	}
	if active := len(g.slots); active != 0 {
		panic(fmt.Errorf("errgroup: limit changed while %v goroutines are active", active))
	}
	g.slots = make(chan struct{}, n)
}

func (g *Group) start(f func() error) {
	g.running.Add(1)
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
	g.running.Done()
}
