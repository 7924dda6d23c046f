// shape: the work waits for the others when it returns
// want: none (the work waits for a message)
// hangs: the first 16 do not return before the last one does

package deferwaits

import (
	"context"
	"sync"
	"sync/atomic"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	ids := l.IDs()
	last := make(chan struct{})
	var order atomic.Int64
	var wg sync.WaitGroup
	for i, id := range ids {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if i == len(ids)-1 {
				close(last)
			}
			defer func() {
				<-last
				order.Add(1)
			}()
			l.Do(id)
		}()
	}
	wg.Wait()
	return order.Load(), nil
}
