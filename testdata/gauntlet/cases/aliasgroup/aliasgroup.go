// shape: package errgroup has another name here
// want: fix
// k: 16
// error: odd

package aliasgroup

import (
	"context"

	group "golang.org/x/sync/errgroup"

	"gauntlet.example/load"
)

func Run(ctx context.Context, l *load.Load) (any, error) {
	workers, ctx := group.WithContext(ctx)
	for _, id := range l.IDs() {
		workers.Go(func() error { return l.FailCtx(ctx, id) })
	}
	return nil, workers.Wait()
}
