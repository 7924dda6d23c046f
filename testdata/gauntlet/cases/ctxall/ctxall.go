// shape: work with a context that nobody ends, and an error variable
// want: fix
// k: 16
// error: odd

package ctxall

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

func Run(ctx context.Context, l *load.Load) (any, error) {
	failed, err := check(ctx, l, l.IDs())
	return failed, err
}

func check(ctx context.Context, l *load.Load, ids []int) (int, error) {
	var mu sync.Mutex
	var last error
	failed := 0
	var wg sync.WaitGroup
	for _, id := range ids {
		wg.Go(func() {
			if err := l.FailCtx(ctx, id); err != nil {
				mu.Lock()
				defer mu.Unlock()
				last = err
				failed++
			}
		})
	}
	wg.Wait()
	return failed, last
}
