// shape: the loop ranges over a channel that the work itself feeds
// want: none (the work waits for the loop to receive)
// hangs: all that have a place wait to send to the loop, which waits for a place

package feedback

import (
	"context"
	"sync"
	"sync/atomic"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	return expand(l, l.N), nil
}

func expand(l *load.Load, n int) int64 {
	queue := make(chan int)
	var sum atomic.Int64
	var wg sync.WaitGroup
	wg.Add(1)
	go func() { queue <- 0 }()
	go func() {
		wg.Wait()
		close(queue)
	}()
	for id := range queue {
		go func() {
			defer wg.Done()
			sum.Add(int64(l.Value(id)))
			for child := id*5 + 1; child <= id*5+5 && child < n; child++ {
				wg.Add(1)
				queue <- child
			}
		}()
	}
	return sum.Load()
}
