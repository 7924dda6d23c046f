// shape: WaitGroup with Add, go and Done over a slice, results by index
// want: fix
// k: 16
// order: fixed
// error: none

package fetchall

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

func Run(ctx context.Context, l *load.Load) (any, error) {
	return fetchAll(l, l.IDs()), nil
}

func fetchAll(l *load.Load, ids []int) []int {
	values := make([]int, len(ids))
	var wg sync.WaitGroup
	for i, id := range ids {
		wg.Add(1)
		go func() {
			defer wg.Done()
			values[i] = l.Value(id)
		}()
	}
	wg.Wait()
	return values
}
