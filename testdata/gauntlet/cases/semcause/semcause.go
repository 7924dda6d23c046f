// shape: Acquire gets the context of the group, and hides why it ended
// want: fix
// before: broken
// k: 6
// result: partial
// error: odd

package semcause

import (
	"context"

	"gauntlet.example/load"
	"golang.org/x/sync/errgroup"
	"golang.org/x/sync/semaphore"
)

func Run(ctx context.Context, l *load.Load) (any, error) {
	return nil, all(ctx, l, l.IDs())
}

func all(ctx context.Context, l *load.Load, ids []int) error {
	sem := semaphore.NewWeighted(6)
	g, ctx := errgroup.WithContext(ctx)
	for _, id := range ids {
		if err := sem.Acquire(ctx, 1); err != nil {
			return err
		}
		g.Go(func() error {
			defer sem.Release(1)
			return l.Fail(id)
		})
	}
	return g.Wait()
}
