// shape: the function asks how many results wait in the channel before it receives
// want: none (with room, some do)
// hangs: the work waits for the function to receive, and the function for a place

package sentmeasured

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	ids := l.IDs()
	values := make(chan int)
	var wg sync.WaitGroup
	for _, id := range ids {
		wg.Add(1)
		go func() {
			defer wg.Done()
			values <- l.Value(id)
		}()
	}
	early := len(values) + cap(values)
	sum := 0
	for range ids {
		sum += <-values
	}
	wg.Wait()
	return []int{early, sum}, nil
}
