// shape: each piece of work receives from a later one
// want: none (the work waits for a message of later work)
// hangs: the 16th waits for the 17th

package rendezvous

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	return suffixSums(l, l.IDs()), nil
}

func suffixSums(l *load.Load, ids []int) []int {
	links := make([]chan int, len(ids)+1)
	for i := range links {
		links[i] = make(chan int, 1)
	}
	links[len(ids)] <- 0
	sums := make([]int, len(ids))
	var wg sync.WaitGroup
	for i, id := range ids {
		wg.Add(1)
		go func() {
			defer wg.Done()
			v := l.Value(id)
			sums[i] = v + <-links[i+1]
			links[i] <- sums[i]
		}()
	}
	wg.Wait()
	return sums
}
