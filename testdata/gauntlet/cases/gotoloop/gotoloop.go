// shape: a loop made of goto
// want: none (the loop is made of goto)
// order: free

package gotoloop

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	return drain(l, l.IDs()), nil
}

func drain(l *load.Load, queue []int) []int {
	var mu sync.Mutex
	var values []int
	var wg sync.WaitGroup
next:
	if len(queue) > 0 {
		id := queue[0]
		queue = queue[1:]
		wg.Add(1)
		go func() {
			defer wg.Done()
			v := l.Value(id)
			mu.Lock()
			values = append(values, v)
			mu.Unlock()
		}()
		goto next
	}
	wg.Wait()
	return values
}
