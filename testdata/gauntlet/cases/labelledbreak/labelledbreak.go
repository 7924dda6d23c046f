// shape: nested loops that a label leaves
// want: fix
// k: 16
// order: free

package labelledbreak

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	var pages [][]int
	for _, id := range l.IDs() {
		if id%50 == 0 {
			pages = append(pages, nil)
		}
		pages[len(pages)-1] = append(pages[len(pages)-1], id)
	}
	return firstUntil(l, pages, 431), nil
}

func firstUntil(l *load.Load, pages [][]int, last int) []int {
	var mu sync.Mutex
	var values []int
	var wg sync.WaitGroup
pages:
	for _, page := range pages {
		for _, id := range page {
			if id > last {
				break pages
			}
			wg.Add(1)
			go func() {
				defer wg.Done()
				v := l.Value(id)
				mu.Lock()
				values = append(values, v)
				mu.Unlock()
			}()
		}
	}
	wg.Wait()
	return values
}
