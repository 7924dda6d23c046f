// shape: the work receives what a second loop sends
// want: none (the work waits for a message)
// order: free
// hangs: the first 16 wait for a task, and tasks are sent after all have started

package receivesfromloop

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	tasks := make(chan int)
	ids := l.IDs()
	var mu sync.Mutex
	var values []int
	var wg sync.WaitGroup
	for range ids { // one worker for each
		wg.Add(1)
		go func() {
			defer wg.Done()
			v := l.Value(<-tasks)
			mu.Lock()
			values = append(values, v)
			mu.Unlock()
		}()
	}
	for _, id := range ids {
		tasks <- id
	}
	wg.Wait()
	return values, nil
}
