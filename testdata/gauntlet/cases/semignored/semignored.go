// shape: the error of Acquire is ignored: when the context ends, Release panics
// want: fix
// before: broken
// k: 6
// cancel: 100
// result: partial
// error: canceled

package semignored

import (
	"context"
	"sync"

	"gauntlet.example/load"
	"golang.org/x/sync/semaphore"
)

func Run(ctx context.Context, l *load.Load) (any, error) {
	s := &store{l: l, sem: semaphore.NewWeighted(6)}
	ids := make(chan int)
	var once sync.Once
	var first error
	var wg sync.WaitGroup
	for range 20 {
		wg.Go(func() {
			for id := range ids {
				if err := s.put(ctx, id); err != nil {
					once.Do(func() { first = err })
				}
			}
		})
	}
	for _, id := range l.IDs() {
		ids <- id
	}
	close(ids)
	wg.Wait()
	return nil, first
}

type store struct {
	l   *load.Load
	sem *semaphore.Weighted
}

func (s *store) put(ctx context.Context, id int) error {
	_ = s.sem.Acquire(ctx, 1)
	defer s.sem.Release(1)
	return s.l.DoCtx(ctx, id)
}
