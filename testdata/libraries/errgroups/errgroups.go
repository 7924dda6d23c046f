// Package errgroups has work in the group of x/sync, which has no limit unless
// one is set, and in that of neilotoole, which has one unless it is lifted.
package errgroups

import (
	"context"

	limited "github.com/neilotoole/errgroup"
	"golang.org/x/sync/errgroup"
)

func fetch(context.Context, string) error { return nil }

func unlimited(ctx context.Context, ids []string) error {
	g, ctx := errgroup.WithContext(ctx)
	for _, id := range ids {
		g.Go(func() error { return fetch(ctx, id) }) // want errgrouplimit:"^g\.Go per element of ids \(parameter\): no limit found on group g"
	}
	return g.Wait()
}

func limit(ctx context.Context, ids []string) error {
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(8)
	for _, id := range ids {
		g.Go(func() error { return fetch(ctx, id) })
	}
	return g.Wait()
}

func lifted(ctx context.Context, ids []string) error {
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(-1)
	for _, id := range ids {
		g.Go(func() error { return fetch(ctx, id) }) // want errgrouplimit:"^g\.Go per element of ids \(parameter\): .*SetLimit\(-1\)"
	}
	return g.Wait()
}

// As many as processors.
func byDefault(ctx context.Context, ids []string) error {
	var zero limited.Group
	g, ctx := limited.WithContext(ctx)
	for _, id := range ids {
		g.Go(func() error { return fetch(ctx, id) })
		zero.Go(func() error { return fetch(ctx, id) })
	}
	if err := zero.Wait(); err != nil {
		return err
	}
	return g.Wait()
}

func chosen(ctx context.Context, ids []string) error {
	g, ctx := limited.WithContextN(ctx, 8, 100)
	for _, id := range ids {
		g.Go(func() error { return fetch(ctx, id) })
	}
	return g.Wait()
}

func dataSized(ctx context.Context, ids []string) error {
	g, ctx := limited.WithContextN(ctx, len(ids), 0)
	for _, id := range ids {
		g.Go(func() error { return fetch(ctx, id) }) // want errgrouplimit:"^g\.Go per element of ids \(parameter\): .*len\(data\)"
	}
	return g.Wait()
}
