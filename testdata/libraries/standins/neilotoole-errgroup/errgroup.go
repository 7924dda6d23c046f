// Package errgroup stands in for version 0.1.6 of the library, as far as the
// table names it.
package errgroup

import (
	"context"
	"runtime"
	"sync"
)

type Group struct {
	once    sync.Once
	max     int
	workers chan struct{}
	wg      sync.WaitGroup
}

func WithContext(ctx context.Context) (*Group, context.Context) { return WithContextN(ctx, 0, 0) }

func WithContextN(ctx context.Context, numG, qSize int) (*Group, context.Context) {
	return &Group{max: numG}, ctx
}

func (g *Group) Go(f func() error) {
	g.once.Do(func() {
		if g.max <= 0 {
			g.max = runtime.NumCPU()
		}
		g.workers = make(chan struct{}, g.max)
	})
	g.workers <- struct{}{}
	g.wg.Add(1)
	go func() {
		defer g.wg.Done()
		defer func() { <-g.workers }()
		f()
	}()
}

func (g *Group) Wait() error {
	g.wg.Wait()
	return nil
}
