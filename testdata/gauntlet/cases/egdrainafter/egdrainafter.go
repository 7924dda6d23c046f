// shape: what the work of a group sends is received by work of the same group that is started after the loop
// want: none (the work waits for a receiver that starts after the loop)
// order: free
// hangs: the first 16 wait for the collector

package egdrainafter

import (
	"context"

	"gauntlet.example/load"
	"golang.org/x/sync/errgroup"
)

func Run(ctx context.Context, l *load.Load) (any, error) {
	return total(ctx, l, l.IDs())
}

func total(ctx context.Context, l *load.Load, ids []int) (int, error) {
	g, ctx := errgroup.WithContext(ctx)
	parts := make(chan int)
	for _, id := range ids {
		g.Go(func() error {
			parts <- l.Value(id)
			parts <- id
			return nil
		})
	}
	sum := 0
	g.Go(func() error {
		for range 2 * len(ids) {
			select {
			case part := <-parts:
				sum += part
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		return nil
	})
	err := g.Wait()
	return sum, err
}
