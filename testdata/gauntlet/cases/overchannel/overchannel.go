// shape: loop over a channel that holds known data and is closed
// want: fix
// k: 16
// order: free

package overchannel

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	queue := make(chan int, l.N)
	for _, id := range l.IDs() {
		queue <- id
	}
	close(queue)

	var mu sync.Mutex
	var done []int
	var wg sync.WaitGroup
	for id := range queue {
		wg.Add(1)
		go func() {
			defer wg.Done()
			value := l.Value(id)
			mu.Lock()
			defer mu.Unlock()
			done = append(done, value)
		}()
	}
	wg.Wait()
	return done, nil
}
