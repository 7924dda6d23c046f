// shape: SetLimit(-1)
// want: fix
// k: 16
// error: odd

package egunlimited

import (
	"context"

	"gauntlet.example/load"
	"golang.org/x/sync/errgroup"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	g := new(errgroup.Group)
	g.SetLimit(-1) // as fast as we can
	for _, id := range l.IDs() {
		g.Go(func() error { return l.Fail(id) })
	}
	return nil, g.Wait()
}
