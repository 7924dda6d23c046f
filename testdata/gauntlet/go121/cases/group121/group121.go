// shape: go 1.21 and an older errgroup
// want: fix
// k: 16
// error: odd

package group121

import (
	"context"

	"gauntlet.example/load"
	"golang.org/x/sync/errgroup"
)

func Run(ctx context.Context, l *load.Load) (any, error) {
	g, ctx := errgroup.WithContext(ctx)
	for _, id := range l.IDs() {
		id := id
		g.Go(func() error { return l.FailCtx(ctx, id) })
	}
	return nil, g.Wait()
}
