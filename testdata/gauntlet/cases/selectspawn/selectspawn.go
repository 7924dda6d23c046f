// shape: the loop takes elements from a queue in a select, and starts work in one of the cases
// want: fix
// k: 16
// order: free

package selectspawn

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

func Run(ctx context.Context, l *load.Load) (any, error) {
	queue := make(chan int, l.N)
	for _, id := range l.IDs() {
		queue <- id
	}
	close(queue)
	return dispatch(ctx, l, queue)
}

func dispatch(ctx context.Context, l *load.Load, queue <-chan int) ([]int, error) {
	var mu sync.Mutex
	var handled []int
	var wg sync.WaitGroup
receive:
	for {
		select {
		case id, ok := <-queue:
			if !ok {
				break receive
			}
			wg.Add(1)
			go func() {
				defer wg.Done()
				v := l.Value(id)
				mu.Lock()
				defer mu.Unlock()
				handled = append(handled, v)
			}()
		case <-ctx.Done():
			break receive
		}
	}
	wg.Wait()
	return handled, ctx.Err()
}
