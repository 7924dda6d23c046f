// shape: the work gets a context and records the first error: the loop must not wait for a place once it has ended
// want: fix
// k: 16
// error: canceled
// cancel: 100

package ctxrecorded

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

func Run(ctx context.Context, l *load.Load) (any, error) {
	return nil, upload(ctx, l, l.IDs())
}

func upload(ctx context.Context, l *load.Load, files []int) error {
	var (
		wg       sync.WaitGroup
		mu       sync.Mutex
		firstErr error
	)
	for _, file := range files {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if err := l.DoCtx(ctx, file); err != nil {
				mu.Lock()
				if firstErr == nil {
					firstErr = err
				}
				mu.Unlock()
			}
		}()
	}
	wg.Wait()
	return firstErr
}
