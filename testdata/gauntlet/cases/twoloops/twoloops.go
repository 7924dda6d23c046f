// shape: two loops in a function, each with a group of its own
// want: fix
// k: 16

package twoloops

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	ids := l.IDs()
	values := make([]int, len(ids))
	var readers sync.WaitGroup
	for i, id := range ids {
		readers.Add(1)
		go func() {
			defer readers.Done()
			values[i] = l.Value(id)
		}()
	}
	readers.Wait()

	var writers sync.WaitGroup
	written := make([]bool, len(ids))
	for i := range values {
		writers.Add(1)
		go func() {
			defer writers.Done()
			l.Do(values[i])
			written[i] = true
		}()
	}
	writers.Wait()
	return []any{values, written}, nil
}
