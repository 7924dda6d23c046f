// shape: the work goes round until it can swap a value that is set after the loop
// want: none (the work waits until a value changes)
// hangs: the first 16 go round until the state is open

package casspin

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"gauntlet.example/load"
)

const (
	closed int32 = iota
	open
	busy
)

func Run(_ context.Context, l *load.Load) (any, error) {
	var state atomic.Int32
	ids := l.IDs()
	total := 0
	var wg sync.WaitGroup
	for _, id := range ids {
		wg.Add(1)
		go func() {
			defer wg.Done()
			v := l.Value(id)
			for !state.CompareAndSwap(open, busy) {
				time.Sleep(100 * time.Microsecond)
			}
			total += v
			state.Store(open)
		}()
	}
	state.Store(open)
	wg.Wait()
	return total, nil
}
