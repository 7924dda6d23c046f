// shape: SetLimit(0): the first Go waits for ever
// want: fix
// k: 16
// before: broken
// error: odd

package egzero

import (
	"context"

	"gauntlet.example/load"
	"golang.org/x/sync/errgroup"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	var g errgroup.Group
	g.SetLimit(0)
	for _, id := range l.IDs() {
		g.Go(func() error { return l.Fail(id) })
	}
	return nil, g.Wait()
}
