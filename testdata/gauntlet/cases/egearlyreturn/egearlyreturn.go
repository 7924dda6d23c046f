// shape: the loop returns early, without a Wait
// want: fix
// k: 16
// error: other
// leaves: work

package egearlyreturn

import (
	"context"
	"errors"

	"gauntlet.example/load"
	"golang.org/x/sync/errgroup"
)

func Run(ctx context.Context, l *load.Load) (any, error) {
	return nil, restore(ctx, l, l.IDs())
}

func restore(ctx context.Context, l *load.Load, blocks []int) error {
	g, ctx := errgroup.WithContext(ctx)
	for _, block := range blocks {
		if block == 450 {
			return errors.New("block 450 is not in the index")
		}
		g.Go(func() error { return l.DoCtx(ctx, block) })
	}
	return g.Wait()
}
