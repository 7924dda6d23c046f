// shape: zero errgroup.Group
// want: fix
// k: 16
// error: odd

package egvar

import (
	"context"

	"gauntlet.example/load"
	"golang.org/x/sync/errgroup"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	var g errgroup.Group
	for _, id := range l.IDs() {
		g.Go(func() error { return l.Fail(id) })
	}
	return nil, g.Wait()
}
