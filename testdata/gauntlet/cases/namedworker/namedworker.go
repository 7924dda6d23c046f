// shape: go statement of a named function that gets the WaitGroup
// want: fix
// k: 16

package namedworker

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	ids := l.IDs()
	sizes := make([]int, len(ids))
	var wg sync.WaitGroup
	for i, id := range ids {
		wg.Add(1)
		go measure(l, id, &sizes[i], &wg)
	}
	wg.Wait()
	return sizes, nil
}

func measure(l *load.Load, id int, size *int, wg *sync.WaitGroup) {
	defer wg.Done()
	*size = l.Value(id)
}
