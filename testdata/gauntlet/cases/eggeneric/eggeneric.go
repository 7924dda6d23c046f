// shape: generic function with a group
// want: fix
// k: 16

package eggeneric

import (
	"context"
	"sync"

	"gauntlet.example/load"
	"golang.org/x/sync/errgroup"
)

func Run(ctx context.Context, l *load.Load) (any, error) {
	return lookup(ctx, l, l.IDs())
}

func lookup[S ~[]E, E ~int](ctx context.Context, l *load.Load, keys S) (map[E]int, error) {
	var mu sync.Mutex
	found := make(map[E]int, len(keys))
	g, ctx := errgroup.WithContext(ctx)
	for _, key := range keys {
		g.Go(func() error {
			if err := l.DoCtx(ctx, int(key)); err != nil {
				return err
			}
			mu.Lock()
			defer mu.Unlock()
			found[key] = int(key) + 1
			return nil
		})
	}
	return found, g.Wait()
}
