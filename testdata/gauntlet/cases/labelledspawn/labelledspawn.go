// shape: the go statement itself has a label
// want: may (a label stands before the go statement)
// k: 16

package labelledspawn

import (
	"context"
	"sync"
	"sync/atomic"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	return stamp(l, l.IDs()), nil
}

func stamp(l *load.Load, ids []int) int64 {
	var sum atomic.Int64
	var wg sync.WaitGroup
	for _, id := range ids {
		if id < 0 {
			goto start
		}
		wg.Add(1)
	start:
		go func() {
			defer wg.Done()
			sum.Add(int64(l.Value(id)))
		}()
	}
	wg.Wait()
	return sum.Load()
}
