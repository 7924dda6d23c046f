// shape: the group is waited for by a deferred call
// want: may (the wait is deferred)
// k: 16

package deferredwait

import (
	"context"
	"sync"
	"sync/atomic"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	var sum atomic.Int64
	notify(l, l.IDs(), &sum)
	return sum.Load(), nil
}

func notify(l *load.Load, users []int, sum *atomic.Int64) {
	var wg sync.WaitGroup
	defer wg.Wait()
	for _, user := range users {
		wg.Add(1)
		go func() {
			defer wg.Done()
			sum.Add(int64(l.Value(user)))
		}()
	}
}
