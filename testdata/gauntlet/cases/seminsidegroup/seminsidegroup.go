// shape: a semaphore is acquired first thing in the work of an errgroup
// want: may (two ways to bound it)
// k: 16
// count: goroutines
// error: odd

package seminsidegroup

import (
	"context"

	"gauntlet.example/load"
	"golang.org/x/sync/errgroup"
)

func Run(ctx context.Context, l *load.Load) (any, error) {
	sem := make(chan struct{}, 12)
	g, ctx := errgroup.WithContext(ctx)
	for _, id := range l.IDs() {
		g.Go(func() error {
			sem <- struct{}{}
			defer func() { <-sem }()
			return l.FailCtx(ctx, id)
		})
	}
	return nil, g.Wait()
}
