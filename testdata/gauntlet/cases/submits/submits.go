// shape: the work of a loop adds one more piece of work to the same group
// want: none (the work adds to its own group)
// hangs: all 16 wait for a place for their second half

package submits

import (
	"context"
	"sync/atomic"

	"gauntlet.example/load"
	"golang.org/x/sync/errgroup"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	return both(l, l.IDs())
}

func both(l *load.Load, ids []int) (int64, error) {
	var sum atomic.Int64
	var g errgroup.Group
	for _, id := range ids {
		g.Go(func() error {
			v := l.Value(id)
			for range 2 {
				g.Go(func() error {
					sum.Add(int64(v))
					return nil
				})
			}
			return nil
		})
	}
	err := g.Wait()
	return sum.Load(), err
}
