// shape: two loops share a semaphore with room for all the data
// want: none (another shape)

package semtwoloops

import (
	"context"
	"sync"
	"sync/atomic"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	return sum(l, l.IDs()), nil
}

func sum(l *load.Load, ids []int) int64 {
	var total atomic.Int64
	slots := make(chan struct{}, len(ids))
	var wg sync.WaitGroup
	if len(ids)%3 == 0 {
		for _, id := range ids {
			slots <- struct{}{}
			wg.Add(1)
			go func() {
				defer wg.Done()
				defer func() { <-slots }()
				total.Add(int64(l.Value(id)))
			}()
		}
	} else {
		for _, id := range ids {
			slots <- struct{}{}
			wg.Add(1)
			go func() {
				defer wg.Done()
				defer func() { <-slots }()
				total.Add(int64(l.Value(-id)))
			}()
		}
	}
	wg.Wait()
	return total.Load()
}
