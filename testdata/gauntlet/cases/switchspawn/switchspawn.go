// shape: two go statements in the cases of a switch
// want: fix
// k: 16

package switchspawn

import (
	"context"
	"sync"
	"sync/atomic"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	return apply(l, l.IDs()), nil
}

func apply(l *load.Load, changes []int) map[string]int64 {
	var created, updated, skipped int64
	var wg sync.WaitGroup
	for _, change := range changes {
		switch {
		case change%3 == 0:
			wg.Add(1)
			go func() {
				defer wg.Done()
				l.Do(change)
				atomic.AddInt64(&created, 1)
			}()
		case change%3 == 1:
			wg.Add(1)
			go func() {
				defer wg.Done()
				atomic.AddInt64(&updated, int64(l.Value(change)))
			}()
		default:
			skipped++
		}
	}
	wg.Wait()
	return map[string]int64{"created": created, "updated": updated, "skipped": skipped}
}
