// shape: maxInFlight is a variable with another meaning
// want: fix
// k: 16

package shadowmax

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	return flights(l, l.IDs(), "LH400"), nil
}

// flights looks up seats. The flight with the most seats has a name.
func flights(l *load.Load, ids []int, maxInFlight string) map[string]int {
	seats := make([]int, len(ids))
	var wg sync.WaitGroup
	for i, id := range ids {
		wg.Add(1)
		go func() {
			defer wg.Done()
			seats[i] = l.Value(id)
		}()
	}
	wg.Wait()
	most := 0
	for _, n := range seats {
		most = max(most, n)
	}
	return map[string]int{maxInFlight: most}
}
