// shape: the work of one loop takes a token itself, that of another is given one
// want: none (the semaphore is shared)

package semshared

import (
	"context"
	"sync"
	"sync/atomic"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	return all(l, l.IDs()), nil
}

func all(l *load.Load, ids []int) int64 {
	var total atomic.Int64
	sem := make(chan struct{}, 8)
	half := ids[len(ids)/2:]
	var wg sync.WaitGroup
	for _, id := range ids[:len(ids)/2] {
		wg.Add(1)
		go func() {
			defer wg.Done()
			sem <- struct{}{}
			defer func() { <-sem }()
			total.Add(int64(l.Value(id)))
		}()
	}
	for _, id := range half {
		sem <- struct{}{}
		wg.Add(1)
		go func() {
			defer wg.Done()
			defer func() { <-sem }()
			total.Add(int64(l.Value(id)))
		}()
	}
	wg.Wait()
	return total.Load()
}
