// shape: SetLimit(len(ids))
// want: fix
// k: 16

package eglenlimit

import (
	"context"

	"gauntlet.example/load"
	"golang.org/x/sync/errgroup"
)

func Run(ctx context.Context, l *load.Load) (any, error) {
	return embed(ctx, l, l.IDs())
}

func embed(ctx context.Context, l *load.Load, texts []int) ([]int, error) {
	vectors := make([]int, len(texts))
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(len(texts))
	for i, text := range texts {
		g.Go(func() error {
			if err := l.DoCtx(ctx, text); err != nil {
				return err
			}
			vectors[i] = text * text
			return nil
		})
	}
	return vectors, g.Wait()
}
