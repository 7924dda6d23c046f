// shape: who waits for the work does more than to close the channel, and the function looks for that before it receives
// want: none (with room, all work has ended before a result is received)
// hangs: the work waits for the function to receive, and the function for a place

package sentcloser

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	ids := l.IDs()
	values := make(chan int)
	ended := false
	var wg sync.WaitGroup
	for _, id := range ids {
		wg.Add(1)
		go func() {
			defer wg.Done()
			values <- l.Value(id)
		}()
	}
	go func() {
		wg.Wait()
		ended = true
		close(values)
	}()
	early := 0
	for range ids {
		if ended {
			early++
		}
	}
	sum := 0
	for v := range values {
		sum += v
	}
	return []any{early, sum, ended}, nil
}
