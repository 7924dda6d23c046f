// shape: two loops share a group
// want: fix
// k: 16
// error: odd

package egtwoloops

import (
	"context"
	"sync/atomic"

	"gauntlet.example/load"
	"golang.org/x/sync/errgroup"
)

func Run(ctx context.Context, l *load.Load) (any, error) {
	var uploads, removals []int
	for _, id := range l.IDs() {
		if id%2 == 0 {
			uploads = append(uploads, id)
		} else {
			removals = append(removals, id)
		}
	}
	var done atomic.Int64
	err := mirror(l, uploads, removals, &done)
	return done.Load(), err
}

func mirror(l *load.Load, uploads, removals []int, done *atomic.Int64) error {
	var g errgroup.Group
	for _, id := range uploads {
		g.Go(func() error {
			done.Add(1)
			return l.Fail(id)
		})
	}
	for _, id := range removals {
		g.Go(func() error {
			defer done.Add(1)
			l.Do(id)
			return nil
		})
	}
	return g.Wait()
}
