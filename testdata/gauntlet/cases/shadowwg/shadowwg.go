// shape: wg is declared anew within the work
// want: fix
// k: 32
// order: free

package shadowwg

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	return inspect(l, l.IDs()), nil
}

func inspect(l *load.Load, houses []int) []int {
	var mu sync.Mutex
	var found []int
	var wg sync.WaitGroup
	for _, house := range houses {
		wg.Add(1)
		go func() {
			defer wg.Done()
			var cellar, attic int
			{
				var wg sync.WaitGroup
				wg.Add(2)
				go func() { defer wg.Done(); cellar = l.Value(house) }()
				go func() { defer wg.Done(); attic = l.Value(house + 1) }()
				wg.Wait()
			}
			mu.Lock()
			found = append(found, cellar+attic)
			mu.Unlock()
		}()
	}
	wg.Wait()
	return found
}
