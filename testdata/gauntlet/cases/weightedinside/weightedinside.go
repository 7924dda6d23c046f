// shape: a weighted semaphore is acquired in the work
// want: may (a weighted semaphore)
// k: 16
// count: goroutines

package weightedinside

import (
	"context"
	"sync"
	"sync/atomic"

	"gauntlet.example/load"
	"golang.org/x/sync/semaphore"
)

func Run(ctx context.Context, l *load.Load) (any, error) {
	return render(ctx, l, l.IDs())
}

func render(ctx context.Context, l *load.Load, pages []int) (int, error) {
	sem := semaphore.NewWeighted(10)
	var rendered atomic.Int64
	var wg sync.WaitGroup
	for _, page := range pages {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if err := sem.Acquire(ctx, 1); err != nil {
				return
			}
			defer sem.Release(1)
			l.Do(page)
			rendered.Add(1)
		}()
	}
	wg.Wait()
	return int(rendered.Load()), ctx.Err()
}
