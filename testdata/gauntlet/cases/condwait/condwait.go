// shape: the work waits on a condition variable that is signalled after the loop
// want: none (the work waits on a condition)
// hangs: the first 16 wait for the broadcast

package condwait

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	var mu sync.Mutex
	cond := sync.NewCond(&mu)
	config := 0
	ids := l.IDs()
	values := make([]int, len(ids))
	var wg sync.WaitGroup
	for i, id := range ids {
		wg.Add(1)
		go func() {
			defer wg.Done()
			mu.Lock()
			for config == 0 {
				cond.Wait()
			}
			factor := config
			mu.Unlock()
			values[i] = factor * l.Value(id)
		}()
	}
	mu.Lock()
	config = 7
	cond.Broadcast()
	mu.Unlock()
	wg.Wait()
	return values, nil
}
