// shape: loop over a map, results in a map behind a mutex
// want: fix
// k: 16

package overmap

import (
	"context"
	"fmt"
	"sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	quotas := make(map[string]int, l.N)
	for _, id := range l.IDs() {
		quotas[fmt.Sprintf("user-%d", id)] = id
	}
	return usage(l, quotas), nil
}

// usage returns how much of its quota each user has used.
func usage(l *load.Load, quotas map[string]int) map[string]int {
	used := make(map[string]int)
	var mu sync.Mutex
	var wg sync.WaitGroup
	for user, quota := range quotas {
		wg.Add(1)
		go func() {
			defer wg.Done()
			n := l.Value(quota)
			mu.Lock()
			used[user] = n
			mu.Unlock()
		}()
	}
	wg.Wait()
	return used
}
