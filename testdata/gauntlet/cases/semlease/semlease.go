// shape: who takes the token gets a function that gives it back
// want: none (nothing is wrong)

package semlease

import (
	"context"
	"sync"

	"gauntlet.example/load"
	"golang.org/x/sync/semaphore"
)

func Run(ctx context.Context, l *load.Load) (any, error) {
	g := &gate{l: l, sem: semaphore.NewWeighted(7)}
	ids := make(chan int)
	var wg sync.WaitGroup
	for range 20 {
		wg.Go(func() {
			for id := range ids {
				if leave, err := g.enter(ctx, id); err == nil {
					leave()
				}
			}
		})
	}
	for _, id := range l.IDs() {
		ids <- id
	}
	close(ids)
	wg.Wait()
	return g.sem.TryAcquire(7), nil
}

type gate struct {
	l   *load.Load
	sem *semaphore.Weighted
}

func (g *gate) enter(ctx context.Context, id int) (leave func(), err error) {
	if err := g.sem.Acquire(ctx, 1); err != nil {
		return nil, err
	}
	if err := g.l.Fail(id); err != nil {
		g.sem.Release(1)
		return nil, err
	}
	return func() { g.sem.Release(1) }, nil
}
