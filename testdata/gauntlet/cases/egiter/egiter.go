// shape: a group in a loop over an iterator with two values
// want: fix
// k: 16

package egiter

import (
	"context"
	"iter"

	"gauntlet.example/load"
	"golang.org/x/sync/errgroup"
)

func enumerate(ids []int) iter.Seq2[int, int] {
	return func(yield func(int, int) bool) {
		for i, id := range ids {
			if !yield(i, id) {
				return
			}
		}
	}
}

func Run(_ context.Context, l *load.Load) (any, error) {
	ids := l.IDs()
	out := make([]int, len(ids))
	var g errgroup.Group
	for i, id := range enumerate(ids) {
		g.Go(func() error {
			out[i] = l.Value(id)
			return nil
		})
	}
	return out, g.Wait()
}
