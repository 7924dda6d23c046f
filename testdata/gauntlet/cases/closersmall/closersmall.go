// shape: a goroutine waits and closes a channel with little room, which is read after the loop
// want: may (the channel has room, but not for every element)
// k: 16
// order: free
// hangs: after 10 sends, 16 wait to send, and nobody receives before the loop has ended

package closersmall

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	ids := l.IDs()
	values := make(chan int, 10)
	var wg sync.WaitGroup
	wg.Add(len(ids))
	for _, id := range ids {
		go func() {
			defer wg.Done()
			values <- l.Value(id)
		}()
	}
	go func() {
		wg.Wait()
		close(values)
	}()
	var all []int
	for v := range values {
		all = append(all, v)
	}
	return all, nil
}
