// shape: the loop answers each piece of work some turns later
// want: none (the work waits for a later turn of the loop)
// hangs: the first 16 wait for the turn of the 41st

package window

import (
	"context"
	"sync"
	"sync/atomic"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	return replicate(l, l.IDs(), 40), nil
}

// replicate confirms each write when so many more have begun.
func replicate(l *load.Load, writes []int, lag int) int64 {
	var confirmed atomic.Int64
	var wg sync.WaitGroup
	confirm := make([]chan struct{}, len(writes))
	for i, write := range writes {
		confirm[i] = make(chan struct{})
		wg.Add(1)
		go func() {
			defer wg.Done()
			l.Do(write)
			<-confirm[i]
			confirmed.Add(1)
		}()
		if i >= lag {
			close(confirm[i-lag])
		}
	}
	for i := max(len(writes)-lag, 0); i < len(writes); i++ {
		close(confirm[i])
	}
	wg.Wait()
	return confirmed.Load()
}
