// shape: a channel beside the results says that all have been received
// want: none (with room, it says so while results are left)
// stuck: before
// cancel: 490
// error: canceled
// result: partial
// leaves: work

package fanbeside

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

func Run(ctx context.Context, l *load.Load) (any, error) {
	n, err := count(context.WithoutCancel(ctx), l, l.IDs()[:400])
	if err != nil || n != 400 {
		return n, err
	}
	return count(ctx, l, l.IDs()[400:])
}

func count(ctx context.Context, l *load.Load, ids []int) (n int, err error) {
	results, done := make(chan int), make(chan struct{})
	var wg sync.WaitGroup
	for _, id := range ids {
		wg.Add(1)
		go func() {
			defer wg.Done()
			results <- l.Value(id)
		}()
	}
	go func() {
		wg.Wait()
		close(done)
	}()
	for {
		select {
		case <-results:
			n++
		case <-done:
			return n, nil
		case <-ctx.Done():
			return n, ctx.Err()
		}
	}
}
