// shape: a semaphore is acquired in the work by a select with the context
// want: may (the acquire gives up when the context ends)
// k: 16
// count: goroutines
// error: canceled
// cancel: 100

package seminsideselect

import (
	"context"
	"errors"
	"sync"

	"gauntlet.example/load"
)

func Run(ctx context.Context, l *load.Load) (any, error) {
	return nil, archive(ctx, l, l.IDs())
}

func archive(ctx context.Context, l *load.Load, mails []int) error {
	sem := make(chan struct{}, 10)
	errs := make([]error, len(mails))
	var wg sync.WaitGroup
	for i, mail := range mails {
		wg.Add(1)
		go func() {
			defer wg.Done()
			select {
			case sem <- struct{}{}:
				defer func() { <-sem }()
			case <-ctx.Done():
				errs[i] = ctx.Err()
				return
			}
			errs[i] = l.DoCtx(ctx, mail)
		}()
	}
	wg.Wait()
	return errors.Join(errs...)
}
