// shape: a semaphore is acquired before the spawn: nothing is reported
// want: none (bounded already)
// order: free

package bounded

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	const limit = 24
	slots := make(chan struct{}, limit)
	results := make(chan int, l.N)
	var wg sync.WaitGroup
	for _, id := range l.IDs() {
		slots <- struct{}{}
		wg.Go(func() {
			defer func() { <-slots }()
			results <- l.Value(id)
		})
	}
	wg.Wait()
	close(results)
	var all []int
	for v := range results {
		all = append(all, v)
	}
	return all, nil
}
