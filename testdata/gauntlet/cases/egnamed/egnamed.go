// shape: named results, the work writes one of them
// want: fix
// k: 16
// error: odd

package egnamed

import (
	"context"
	"sync/atomic"

	"gauntlet.example/load"
	"golang.org/x/sync/errgroup"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	return count(l, l.IDs())
}

func count(l *load.Load, ids []int) (total int64, err error) {
	var g errgroup.Group
	for _, id := range ids {
		g.Go(func() (err error) {
			if err = l.Fail(id); err == nil {
				atomic.AddInt64(&total, int64(id))
			}
			return
		})
	}
	err = g.Wait()
	return
}
