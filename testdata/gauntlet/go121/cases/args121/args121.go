// shape: go 1.21, the loop variable is an argument: it must not become a capture
// want: fix
// k: 16
// order: free

package args121

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	var mu sync.Mutex
	var values []int
	var wg sync.WaitGroup
	for _, id := range l.IDs() {
		wg.Add(1)
		go func(id int) {
			defer wg.Done()
			v := l.Value(id)
			mu.Lock()
			values = append(values, v)
			mu.Unlock()
		}(id)
	}
	wg.Wait()
	return values, nil
}
