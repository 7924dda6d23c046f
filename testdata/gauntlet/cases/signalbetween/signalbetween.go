// shape: between loop and wait the caller is told to begin to receive
// want: none (the receiver begins after the loop)
// order: free
// hangs: the first 16 wait for a receiver that waits for the end of the loop

package signalbetween

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	out := make(chan int)
	started := make(chan struct{})
	go produce(l, l.IDs(), out, started)
	<-started
	var all []int
	for v := range out {
		all = append(all, v)
	}
	return all, nil
}

func produce(l *load.Load, ids []int, out chan<- int, started chan<- struct{}) {
	defer close(out)
	var wg sync.WaitGroup
	for _, id := range ids {
		wg.Add(1)
		go func() {
			defer wg.Done()
			out <- l.Value(id)
		}()
	}
	close(started)
	wg.Wait()
}
