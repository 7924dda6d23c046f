// shape: a store follows the send, and the function looks for it before it receives
// want: none (with room, the store comes before its result is received)
// hangs: the work waits for the function to receive, and the function for a place

package sentstore

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	ids := l.IDs()
	values := make(chan int)
	heard := make([]bool, len(ids))
	var wg sync.WaitGroup
	for i, id := range ids {
		wg.Add(1)
		go func() {
			defer wg.Done()
			values <- l.Value(id)
			heard[i] = true
		}()
	}
	early := 0
	for _, was := range heard {
		if was {
			early++
		}
	}
	sum := 0
	for range ids {
		sum += <-values
	}
	wg.Wait()
	return []int{early, sum}, nil
}
