// shape: another function of the package calls the same callee with a constant limit
// want: fix
// k: 12

package siblinglimit

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	ids := l.IDs()
	return []any{preview(l, ids[len(ids)/2:]), full(l, ids)}, nil
}

func preview(l *load.Load, ids []int) []int {
	values := make([]int, len(ids))
	sem := make(chan struct{}, 12) // what the service admits
	var wg sync.WaitGroup
	for i, id := range ids {
		sem <- struct{}{}
		wg.Add(1)
		go func() {
			defer wg.Done()
			defer func() { <-sem }()
			values[i] = query(l, id)
		}()
	}
	wg.Wait()
	return values
}

func full(l *load.Load, ids []int) []int {
	values := make([]int, len(ids))
	var wg sync.WaitGroup
	for i, id := range ids {
		wg.Add(1)
		go func() {
			defer wg.Done()
			values[i] = query(l, id)
		}()
	}
	wg.Wait()
	return values
}

func query(l *load.Load, id int) int { return l.Value(id) }
