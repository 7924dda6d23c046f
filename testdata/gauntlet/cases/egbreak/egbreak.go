// shape: the loop breaks when the context of the group has ended
// want: fix
// k: 16
// error: odd

package egbreak

import (
	"context"

	"gauntlet.example/load"
	"golang.org/x/sync/errgroup"
)

func Run(ctx context.Context, l *load.Load) (any, error) {
	g, ctx := errgroup.WithContext(ctx)
	for _, id := range l.IDs() {
		if ctx.Err() != nil {
			break
		}
		g.Go(func() error { return l.FailCtx(ctx, id) })
	}
	return nil, g.Wait()
}
