// shape: dot import of package errgroup
// want: fix
// k: 16
// error: odd

package dotgroup

import (
	"context"

	. "golang.org/x/sync/errgroup"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	var g Group
	for _, id := range l.IDs() {
		g.Go(func() error {
			return l.Fail(id)
		})
	}
	return nil, g.Wait()
}
