// shape: work on one line, of two kinds
// want: fix
// k: 16
// error: odd

package onelinego

import (
	"context"
	"sync"
	"sync/atomic"

	"gauntlet.example/load"
	"golang.org/x/sync/errgroup"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	var sum atomic.Int64
	var wg sync.WaitGroup
	for _, id := range l.IDs() {
		wg.Go(func() { sum.Add(int64(l.Value(id))) })
	}
	wg.Wait()

	var g errgroup.Group
	for _, id := range l.IDs() {
		g.Go(func() error { return l.Fail(id) })
	}
	return sum.Load(), g.Wait()
}
