// shape: the loop holds a token of the semaphore that the work takes
// want: none (the work waits for what the loop holds)
// order: free
// hangs: the loop has all tokens while it starts work

package heldtoken

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	return swap(l, l.IDs()), nil
}

// swap keeps the writers out until all readers are under way.
func swap(l *load.Load, ids []int) []int {
	door := make(chan struct{}, 1)
	door <- struct{}{}
	var values []int
	var wg sync.WaitGroup
	for _, id := range ids {
		wg.Add(1)
		go func() {
			defer wg.Done()
			v := l.Value(id)
			door <- struct{}{}
			values = append(values, v)
			<-door
		}()
	}
	<-door
	wg.Wait()
	return values
}
