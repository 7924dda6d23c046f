// shape: the work looks at each tick of a ticker whether a value is set, which it is after the loop
// want: none (the work waits until a value changes)
// hangs: the first 16 wait for the tick after the value is set

package polltick

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	return launch(l, l.IDs()), nil
}

func launch(l *load.Load, rockets []int) int64 {
	var armed atomic.Bool
	var launched atomic.Int64
	var wg sync.WaitGroup
	for _, rocket := range rockets {
		wg.Add(1)
		go func() {
			defer wg.Done()
			ticker := time.NewTicker(time.Millisecond)
			defer ticker.Stop()
			for range ticker.C {
				if armed.Load() {
					break
				}
			}
			launched.Add(int64(l.Value(rocket)))
		}()
	}
	armed.Store(true)
	wg.Wait()
	return launched.Load()
}
