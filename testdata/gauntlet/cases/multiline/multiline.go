// shape: the call of the literal and its arguments are spread over lines
// want: fix
// k: 16

package multiline

import (
	"context"
	"fmt"
	"sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	ids := l.IDs()
	values := make(map[string]int)
	var (
		wg sync.WaitGroup
		mu sync.Mutex
	)
	for i, id := range ids {
		wg.Add(1)
		go func(
			name string, // of the value
			id int,
		) {
			defer wg.Done()
			v := l.Value(id)
			mu.Lock()
			defer mu.Unlock()
			values[name] = v
		}(
			fmt.Sprintf("%03d", i), // sorts as a number
			id,
		)
	}
	wg.Wait()
	return values, nil
}
