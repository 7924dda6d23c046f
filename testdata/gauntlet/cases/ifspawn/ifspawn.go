// shape: some elements are started, others are done at once
// want: fix
// k: 16
// order: free

package ifspawn

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	return refresh(l, l.IDs()), nil
}

func refresh(l *load.Load, entries []int) []int {
	var mu sync.Mutex
	var refreshed []int
	var wg sync.WaitGroup
	for _, entry := range entries {
		if cached := entry%10 == 0; cached {
			mu.Lock()
			refreshed = append(refreshed, -entry)
			mu.Unlock()
		} else if entry%11 != 0 {
			wg.Add(1)
			go func() {
				defer wg.Done()
				v := l.Value(entry)
				mu.Lock()
				refreshed = append(refreshed, v)
				mu.Unlock()
			}()
		}
	}
	wg.Wait()
	return refreshed
}
