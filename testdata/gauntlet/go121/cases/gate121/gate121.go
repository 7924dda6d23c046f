// shape: go 1.21, the work waits for a channel that is closed after the loop
// want: none (the work waits for a message)
// hangs: the first 16 wait for start, which is closed only after the loop

package gate121

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	ids := l.IDs()
	start := make(chan struct{})
	values := make([]int, len(ids))
	var wg sync.WaitGroup
	for i, id := range ids {
		wg.Add(1)
		go func(i, id int) {
			defer wg.Done()
			<-start
			values[i] = l.Value(id)
		}(i, id)
	}
	close(start)
	wg.Wait()
	return values, nil
}
