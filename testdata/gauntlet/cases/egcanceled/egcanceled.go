// shape: the context around errgroup.WithContext ends while the loop starts work
// want: fix
// k: 16
// error: canceled
// cancel: 120

package egcanceled

import (
	"context"
	"fmt"

	"gauntlet.example/load"
	"golang.org/x/sync/errgroup"
)

func Run(parent context.Context, l *load.Load) (any, error) {
	group, ctx := errgroup.WithContext(parent)
	for _, id := range l.IDs() {
		group.Go(func() error {
			return l.DoCtx(ctx, id)
		})
	}
	if err := group.Wait(); err != nil {
		return nil, fmt.Errorf("all ids: %w", err)
	}
	return "done", nil
}
