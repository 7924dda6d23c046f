// shape: a group with a limit, and the results are received after the loop
// want: fix
// before: broken
// stuck: before
// k: 6
// order: free

package fangroup

import (
	"context"

	"gauntlet.example/load"
	"golang.org/x/sync/errgroup"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	return values(l, l.IDs())
}

func values(l *load.Load, ids []int) ([]int, error) {
	results := make(chan int)
	var g errgroup.Group
	g.SetLimit(6)
	for _, id := range ids {
		g.Go(func() error {
			results <- l.Value(id)
			return nil
		})
	}
	var all []int
	for range ids {
		all = append(all, <-results)
	}
	return all, g.Wait()
}
