// shape: the work tries again and again to take a lock that the loop holds
// want: none (a lock is held across the loop)
// hangs: the first 16 try to take the lock

package trylockspin

import (
	"context"
	"sync"
	"time"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	return append20(l, l.IDs()), nil
}

func append20(l *load.Load, ids []int) int {
	var mu sync.Mutex
	sum := 0
	var wg sync.WaitGroup
	mu.Lock()
	for _, id := range ids {
		wg.Add(1)
		go func() {
			defer wg.Done()
			v := l.Value(id)
			for !mu.TryLock() {
				time.Sleep(100 * time.Microsecond)
			}
			sum += v
			mu.Unlock()
		}()
	}
	mu.Unlock()
	wg.Wait()
	return sum
}
