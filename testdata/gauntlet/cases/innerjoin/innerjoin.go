// shape: each piece of work starts two goroutines, and waits for both on a channel of its own
// want: fix
// k: 32
// order: free

package innerjoin

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	return fuse(l, l.IDs()), nil
}

func fuse(l *load.Load, sensors []int) []int {
	fused := make(chan int, len(sensors))
	var wg sync.WaitGroup
	for _, sensor := range sensors {
		wg.Add(1)
		go func() {
			defer wg.Done()
			halves := make(chan int)
			go func() { halves <- l.Value(sensor) }()
			go func() { halves <- l.Value(sensor + 1) }()
			fused <- <-halves + <-halves
		}()
	}
	wg.Wait()
	close(fused)
	var all []int
	for f := range fused {
		all = append(all, f)
	}
	return all
}
