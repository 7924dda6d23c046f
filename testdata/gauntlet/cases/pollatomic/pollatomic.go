// shape: the work polls an atomic value that is set after the loop
// want: none (the work waits until a value changes)
// hangs: the first 16 go round until the value is set

package pollatomic

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	var armed atomic.Bool
	ids := l.IDs()
	values := make([]int, len(ids))
	var wg sync.WaitGroup
	for i, id := range ids {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for !armed.Load() {
				time.Sleep(time.Millisecond)
			}
			values[i] = l.Value(id)
		}()
	}
	armed.Store(true)
	wg.Wait()
	return values, nil
}
