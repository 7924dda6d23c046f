// shape: two groups, one after the other, in one function
// want: fix
// k: 16
// error: odd

package egtwogroups

import (
	"context"

	"gauntlet.example/load"
	"golang.org/x/sync/errgroup"
)

func Run(ctx context.Context, l *load.Load) (any, error) {
	ids := l.IDs()
	var fetch errgroup.Group
	values := make([]int, len(ids))
	for i, id := range ids {
		fetch.Go(func() error {
			values[i] = l.Value(id)
			return nil
		})
	}
	if err := fetch.Wait(); err != nil {
		return nil, err
	}

	store, ctx := errgroup.WithContext(ctx)
	for i := range values {
		store.Go(func() error { return l.FailCtx(ctx, i) })
	}
	return values, store.Wait()
}
