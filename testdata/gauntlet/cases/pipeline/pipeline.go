// shape: the stages of a pipeline run in one group
// want: none (each stage waits for the next one)
// hangs: the stages that run wait for a stage that has no place

package pipeline

import (
	"context"

	"gauntlet.example/load"
	"golang.org/x/sync/errgroup"
)

func Run(ctx context.Context, l *load.Load) (any, error) {
	return flow(ctx, l, l.IDs())
}

// flow sends some numbers through as many stages as there are filters.
func flow(ctx context.Context, l *load.Load, filters []int) ([]int, error) {
	g, ctx := errgroup.WithContext(ctx)
	first := make(chan int)
	last := first
	for _, filter := range filters {
		in, out := last, make(chan int)
		g.Go(func() error {
			defer close(out)
			for v := range in {
				select {
				case out <- v + filter%2:
				case <-ctx.Done():
					return ctx.Err()
				}
			}
			return nil
		})
		last = out
	}
	for v := range 40 {
		first <- v
	}
	close(first)
	var results []int
	for v := range last {
		results = append(results, l.Value(v))
	}
	return results, g.Wait()
}
