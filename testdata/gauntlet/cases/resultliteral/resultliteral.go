// shape: the literal has results, which the go statement drops
// want: fix
// k: 16

package resultliteral

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	return warnings(l, l.IDs()), nil
}

func warnings(l *load.Load, checks []int) int {
	var mu sync.Mutex
	warned := 0
	var wg sync.WaitGroup
	for _, check := range checks {
		wg.Add(1)
		go func() (err error) {
			defer wg.Done()
			defer func() {
				if err != nil {
					mu.Lock()
					warned++
					mu.Unlock()
				}
			}()
			return l.Fail(check)
		}()
	}
	wg.Wait()
	return warned
}
