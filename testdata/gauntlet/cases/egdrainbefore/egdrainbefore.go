// shape: what the work of a group sends is received by work of the same group that is started before the loop
// want: may (the collector takes a place of its own)
// k: 16

package egdrainbefore

import (
	"context"

	"gauntlet.example/load"
	"golang.org/x/sync/errgroup"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	return total(l, l.IDs())
}

func total(l *load.Load, ids []int) (int, error) {
	var g errgroup.Group
	parts := make(chan int)
	sum := 0
	g.Go(func() error {
		for range ids {
			sum += <-parts
		}
		return nil
	})
	for _, id := range ids {
		g.Go(func() error {
			parts <- l.Value(id)
			return nil
		})
	}
	err := g.Wait()
	return sum, err
}
