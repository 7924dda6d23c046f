// shape: errgroup.WithContext, the first failure ends the others
// want: fix
// k: 16
// error: odd

package egwithctx

import (
	"context"

	"gauntlet.example/load"
	"golang.org/x/sync/errgroup"
)

func Run(ctx context.Context, l *load.Load) (any, error) {
	g, ctx := errgroup.WithContext(ctx)
	for _, id := range l.IDs() {
		g.Go(func() error { return l.FailCtx(ctx, id) })
	}
	return nil, g.Wait()
}
