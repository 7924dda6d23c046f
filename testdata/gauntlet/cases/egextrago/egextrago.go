// shape: one more piece of work of the same group, before the loop
// want: fix
// k: 16
// order: free

package egextrago

import (
	"context"

	"gauntlet.example/load"
	"golang.org/x/sync/errgroup"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	return dashboards(l, l.IDs())
}

func dashboards(l *load.Load, ids []int) ([]int, error) {
	var g errgroup.Group
	var title int
	g.Go(func() error {
		title = l.Value(len(ids))
		return nil
	})
	panels := make([]int, len(ids))
	for i, id := range ids {
		g.Go(func() error {
			panels[i] = l.Value(id)
			return nil
		})
	}
	if err := g.Wait(); err != nil {
		return nil, err
	}
	return append(panels, title), nil
}
