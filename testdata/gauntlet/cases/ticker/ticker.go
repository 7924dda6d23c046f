// shape: the work waits for a timer, or for the context
// want: fix
// k: 16

package ticker

import (
	"context"
	"sync"
	"time"

	"gauntlet.example/load"
)

func Run(ctx context.Context, l *load.Load) (any, error) {
	return retry(ctx, l, l.IDs()), nil
}

func retry(ctx context.Context, l *load.Load, ids []int) []int {
	attempts := make([]int, len(ids))
	var wg sync.WaitGroup
	for i, id := range ids {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for attempt := 1; attempt <= 3; attempt++ {
				attempts[i] = attempt
				if l.DoCtx(ctx, id) == nil && attempt > id%3 {
					return
				}
				select {
				case <-time.After(time.Duration(attempt) * 100 * time.Microsecond):
				case <-ctx.Done():
					return
				}
			}
		}()
	}
	wg.Wait()
	return attempts
}
