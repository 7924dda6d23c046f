// shape: the work of an errgroup panics
// want: fix
// k: 16
// crash: account 77 is closed

package panicgroup

import (
	"context"

	"gauntlet.example/load"
	"golang.org/x/sync/errgroup"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	var g errgroup.Group
	for _, id := range l.IDs() {
		g.Go(func() error {
			if err := l.Fail(id); id == 77 && err == nil {
				panic("account 77 is closed")
			}
			return nil
		})
	}
	return nil, g.Wait()
}
