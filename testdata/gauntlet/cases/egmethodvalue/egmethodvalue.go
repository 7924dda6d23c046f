// shape: Go of a method value
// want: fix
// k: 16
// error: odd

package egmethodvalue

import (
	"context"

	"gauntlet.example/load"
	"golang.org/x/sync/errgroup"
)

type check struct {
	load *load.Load
	id   int
}

func newCheck(l *load.Load, id int) *check { return &check{l, id} }

func (c *check) Run() error { return c.load.Fail(c.id) }

func Run(_ context.Context, l *load.Load) (any, error) {
	var g errgroup.Group
	for _, id := range l.IDs() {
		g.Go(newCheck(l, id).Run)
	}
	return nil, g.Wait()
}
