// shape: the group is waited for in a deferred function that sets the named error
// want: may (the wait is deferred)
// k: 16
// error: odd
// result: partial

package egdeferredwait

import (
	"context"

	"gauntlet.example/load"
	"golang.org/x/sync/errgroup"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	return nil, warm(l, l.IDs())
}

func warm(l *load.Load, keys []int) (err error) {
	var g errgroup.Group
	defer func() {
		if werr := g.Wait(); err == nil {
			err = werr
		}
	}()
	for _, key := range keys {
		g.Go(func() error { return l.Fail(key) })
	}
	return nil
}
