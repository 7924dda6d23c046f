// shape: loop with three clauses that steps by two, two results a piece of work
// want: fix
// k: 16

package threeclause

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	return pairs(l, l.IDs()), nil
}

func pairs(l *load.Load, ids []int) []int {
	out := make([]int, len(ids))
	var wg sync.WaitGroup
	for i := 0; i+1 < len(ids); i += 2 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			a, b := ids[i], ids[i+1]
			out[i] = l.Value(a)
			out[i+1] = l.Value(b)
		}()
	}
	wg.Wait()
	return out
}
