// shape: a deferred call follows the send, and the function looks for what it does before it receives
// want: none (with room, the call comes before its result is received)
// hangs: the work waits for the function to receive, and the function for a place

package sentdefer

import (
	"context"
	"sync"
	"sync/atomic"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	ids := l.IDs()
	values := make(chan int)
	var ended atomic.Int64
	var wg sync.WaitGroup
	for _, id := range ids {
		wg.Add(1)
		go func() {
			defer wg.Done()
			defer ended.Add(1)
			values <- l.Value(id)
		}()
	}
	early := int(ended.Load())
	sum := 0
	for range ids {
		sum += <-values
	}
	wg.Wait()
	return []int{early, sum, int(ended.Load())}, nil
}
