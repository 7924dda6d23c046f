// shape: the WaitGroup is a parameter, the caller waits and opens the gate
// want: none (the group is the caller's)
// hangs: the work waits for a gate that the caller opens when all is started

package groupparam

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	ids := l.IDs()
	gate := make(chan struct{})
	values := make([]int, len(ids))
	var wg sync.WaitGroup
	start(l, ids, values, gate, &wg)
	close(gate)
	wg.Wait()
	return values, nil
}

func start(l *load.Load, ids, values []int, gate <-chan struct{}, wg *sync.WaitGroup) {
	for i, id := range ids {
		wg.Add(1)
		go func() {
			defer wg.Done()
			<-gate
			values[i] = l.Value(id)
		}()
	}
}
