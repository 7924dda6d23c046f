// shape: loop over slices.Values
// want: fix
// k: 16
// order: free

package slicesvalues

import (
	"context"
	"slices"
	"sync"
	"sync/atomic"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	var sum atomic.Int64
	var wg sync.WaitGroup
	for id := range slices.Values(l.IDs()) {
		wg.Go(func() { sum.Add(int64(l.Value(id))) })
	}
	wg.Wait()
	return sum.Load(), nil
}
