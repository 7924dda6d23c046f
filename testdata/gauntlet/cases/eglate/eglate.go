// shape: SetLimit after the loop: it races with what runs, and Wait can hang
// want: fix
// k: 8
// before: broken
// error: odd

package eglate

import (
	"context"

	"gauntlet.example/load"
	"golang.org/x/sync/errgroup"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	return nil, scrape(l, l.IDs())
}

func scrape(l *load.Load, urls []int) error {
	var g errgroup.Group
	for _, url := range urls {
		g.Go(func() error { return l.Fail(url) })
	}
	g.SetLimit(8)
	return g.Wait()
}
