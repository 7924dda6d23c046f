// shape: go 1.21, a named function gets the loop variable: in a function literal around it, it would be another one
// want: fix
// k: 16

package named121

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	ids := l.IDs()
	values := make([]int, len(ids))
	var wg sync.WaitGroup
	for i, id := range ids {
		wg.Add(1)
		go fetch(l, id, &values[i], &wg)
	}
	wg.Wait()
	return values, nil
}

func fetch(l *load.Load, id int, value *int, wg *sync.WaitGroup) {
	defer wg.Done()
	*value = l.Value(id)
}
