// shape: a goroutine waits and closes the unbuffered channel, which is read after the loop
// want: fix
// k: 16
// order: free

package closer

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
