// shape: each piece of work leaves another one behind, in the same WaitGroup
// want: none (the work adds to the same group)

package leavesbehind

import (
	"context"
	"sync"
	"sync/atomic"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	return visit(l, l.IDs()), nil
}

func visit(l *load.Load, ids []int) int64 {
	var seen atomic.Int64
	var wg sync.WaitGroup
	for _, id := range ids {
		wg.Go(func() {
			wg.Go(func() {
				l.Do(id)
				seen.Add(1)
			})
			seen.Add(int64(l.Value(id)))
		})
	}
	wg.Wait()
	return seen.Load()
}
