// shape: go 1.21, the loop variables are copied in the body
// want: fix
// k: 16

package copies121

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	ids := l.IDs()
	values := make([]int, len(ids))
	var wg sync.WaitGroup
	for i, id := range ids {
		i, id := i, id
		wg.Add(1)
		go func() {
			defer wg.Done()
			values[i] = l.Value(id)
		}()
	}
	wg.Wait()
	return values, nil
}
