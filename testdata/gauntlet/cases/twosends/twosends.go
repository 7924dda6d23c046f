// shape: two results a piece of work, on a channel that has room for both of all
// want: may (the room needed is twice the number of elements)
// k: 16
// order: free

package twosends

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	ids := l.IDs()
	values := make(chan int, 2*len(ids))
	var wg sync.WaitGroup
	for _, id := range ids {
		wg.Add(1)
		go func() {
			defer wg.Done()
			values <- l.Value(id)
			values <- -id
		}()
	}
	wg.Wait()
	close(values)
	var all []int
	for v := range values {
		all = append(all, v)
	}
	return all, nil
}
