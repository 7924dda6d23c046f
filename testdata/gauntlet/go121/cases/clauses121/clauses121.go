// shape: go 1.21, loop with three clauses, one variable for all turns
// want: fix
// k: 16

package clauses121

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	ids := l.IDs()
	values := make([]int, len(ids))
	var wg sync.WaitGroup
	wg.Add(len(ids))
	for i := 0; i < len(ids); i++ {
		i := i
		go func() {
			defer wg.Done()
			values[i] = l.Value(ids[i])
		}()
	}
	wg.Wait()
	return values, nil
}
