// shape: what is read after the send is set by the function before it receives
// want: none (with room, the work reads before the function has set it)
// hangs: the work waits for the function to receive, and the function for a place

package sentload

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	ids := l.IDs()
	values := make(chan int)
	started := 0
	seen := make([]int, len(ids))
	var wg sync.WaitGroup
	for i, id := range ids {
		wg.Add(1)
		go func() {
			defer wg.Done()
			values <- l.Value(id)
			seen[i] = started
		}()
	}
	started = len(ids)
	sum := 0
	for range ids {
		sum += <-values
	}
	wg.Wait()
	for _, n := range seen {
		sum += n
	}
	return sum, nil
}
