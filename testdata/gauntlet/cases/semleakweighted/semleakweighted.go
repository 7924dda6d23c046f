// shape: a weighted semaphore, given back on one way only
// want: fix
// before: broken
// k: 6

package semleakweighted

import (
	"context"
	"sync"
	"sync/atomic"

	"gauntlet.example/load"
	"golang.org/x/sync/semaphore"
)

func Run(ctx context.Context, l *load.Load) (any, error) {
	s := &store{l: l, sem: semaphore.NewWeighted(6)}
	ids := make(chan int)
	var seen atomic.Int64
	var wg sync.WaitGroup
	for range 20 {
		wg.Go(func() {
			for id := range ids {
				if s.put(ctx, id) == nil {
					seen.Add(1)
				}
			}
		})
	}
	for _, id := range l.IDs() {
		ids <- id
	}
	close(ids)
	wg.Wait()
	return seen.Load(), nil
}

type store struct {
	l   *load.Load
	sem *semaphore.Weighted
}

func (s *store) put(ctx context.Context, id int) error {
	if err := s.sem.Acquire(ctx, 1); err != nil {
		return err
	}
	if err := s.l.FailCtx(ctx, id); err != nil {
		return err
	}
	s.sem.Release(1)
	return nil
}
