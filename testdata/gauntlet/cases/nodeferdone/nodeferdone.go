// shape: Done is called last thing in the work, not deferred
// want: fix
// k: 16
// order: free

package nodeferdone

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	return rotate(l, l.IDs()), nil
}

func rotate(l *load.Load, logs []int) []int {
	var mu sync.Mutex
	rotated := []int{}
	wg := &sync.WaitGroup{}
	wg.Add(len(logs))
	for _, log := range logs {
		go func(log int) {
			v := l.Value(log)
			mu.Lock()
			rotated = append(rotated, v)
			mu.Unlock()
			wg.Done()
		}(log)
	}
	wg.Wait()
	return rotated
}
