// shape: a group per part, within the work of a group over parts: both without a limit
// want: fix
// k: 256
// elements: 1200
// error: odd

package egnested

import (
	"context"

	"gauntlet.example/load"
	"golang.org/x/sync/errgroup"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	parts := make(map[int][]int)
	for _, id := range l.IDs() {
		parts[id%30] = append(parts[id%30], id)
	}
	return nil, backup(l, parts)
}

func backup(l *load.Load, parts map[int][]int) error {
	var outer errgroup.Group
	for _, ids := range parts {
		outer.Go(func() error {
			var inner errgroup.Group
			for _, id := range ids {
				inner.Go(func() error { return l.Fail(id) })
			}
			return inner.Wait()
		})
	}
	return outer.Wait()
}
