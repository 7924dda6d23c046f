// shape: a semaphore is acquired in the work, after part of it is done
// want: may (what comes before the acquire would wait too)
// k: 16
// count: goroutines

package semlate

import (
	"context"
	"sync"
	"sync/atomic"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	sem := make(chan struct{}, 10)
	values := make([]int, l.N)
	var prepared atomic.Int64
	var wg sync.WaitGroup
	for _, id := range l.IDs() {
		wg.Add(1)
		go func() {
			defer wg.Done()
			prepared.Add(1)
			sem <- struct{}{}
			defer func() { <-sem }()
			values[id] = l.Value(id)
		}()
	}
	wg.Wait()
	return append(values, int(prepared.Load())), nil
}
