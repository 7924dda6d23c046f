// shape: a group is used again after its Wait
// want: fix
// k: 16
// error: odd

package egreused

import (
	"context"

	"gauntlet.example/load"
	"golang.org/x/sync/errgroup"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	var g errgroup.Group
	values := make([]int, l.N)
	for _, id := range l.IDs() {
		g.Go(func() error {
			values[id] = l.Value(id)
			return nil
		})
	}
	if err := g.Wait(); err != nil {
		return nil, err
	}
	for _, id := range l.IDs() {
		g.Go(func() error { return l.Fail(id) })
	}
	return values, g.Wait()
}
