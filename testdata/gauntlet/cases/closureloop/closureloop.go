// shape: loop, work and wait stand in a function literal
// want: fix
// k: 16

package closureloop

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	warm := func(keys []int) int {
		var wg sync.WaitGroup
		warmed := make([]int, len(keys))
		for i, key := range keys {
			wg.Add(1)
			go func() {
				defer wg.Done()
				warmed[i] = l.Value(key)
			}()
		}
		wg.Wait()
		sum := 0
		for _, w := range warmed {
			sum += w
		}
		return sum
	}
	return warm(l.IDs()), nil
}
