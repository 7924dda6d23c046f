// shape: the result of TryGo is ignored: beyond the limit, work is not done
// want: fix
// k: 8
// before: broken

package egtrygo

import (
	"context"
	"fmt"
	"sync/atomic"

	"gauntlet.example/load"
	"golang.org/x/sync/errgroup"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	n, err := deliver(l, l.IDs())
	if err == nil && n != int64(l.N) {
		err = fmt.Errorf("%d of %d delivered", n, l.N)
	}
	return n, err
}

func deliver(l *load.Load, messages []int) (int64, error) {
	var delivered atomic.Int64
	var g errgroup.Group
	g.SetLimit(8)
	for _, message := range messages {
		g.TryGo(func() error {
			l.Do(message)
			delivered.Add(1)
			return nil
		})
	}
	err := g.Wait()
	return delivered.Load(), err
}
