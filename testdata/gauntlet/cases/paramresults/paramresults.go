// shape: the channel for results is a parameter; the function waits for the work, so somebody else must drain
// want: may (who receives cannot be seen)
// k: 16
// order: free

package paramresults

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	out := make(chan int)
	go produce(l, l.IDs(), out)
	var all []int
	for v := range out {
		all = append(all, v)
	}
	return all, nil
}

func produce(l *load.Load, ids []int, out chan<- int) {
	defer close(out)
	var wg sync.WaitGroup
	for _, id := range ids {
		wg.Add(1)
		go func() {
			defer wg.Done()
			out <- l.Value(id)
		}()
	}
	wg.Wait()
}
