// shape: a semaphore is acquired before the deferred Done
// want: fix
// k: 8
// count: goroutines

package semfirst

import (
	"context"
	"sync"
	"sync/atomic"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	var (
		wg     sync.WaitGroup
		tokens = make(chan bool, 8)
		total  atomic.Int64
	)
	for _, id := range l.IDs() {
		wg.Add(1)
		go func(id int) {
			tokens <- true // at most 8 at once
			defer func() { <-tokens }()
			defer wg.Done()
			total.Add(int64(l.Value(id)))
		}(id)
	}
	wg.Wait()
	return total.Load(), nil
}
