// shape: a weighted semaphore with a place for every element
// want: may (a weighted semaphore)
// k: 16

package weightedsize

import (
	"context"
	"sync"

	"gauntlet.example/load"
	"golang.org/x/sync/semaphore"
)

func Run(ctx context.Context, l *load.Load) (any, error) {
	ids := l.IDs()
	sem := semaphore.NewWeighted(int64(len(ids)))
	values := make([]int, len(ids))
	var wg sync.WaitGroup
	for i, id := range ids {
		if err := sem.Acquire(ctx, 1); err != nil {
			return nil, err
		}
		wg.Add(1)
		go func() {
			defer wg.Done()
			defer sem.Release(1)
			values[i] = l.Value(id)
		}()
	}
	wg.Wait()
	return values, nil
}
