// shape: results on an unbuffered channel that a goroutine, started before the loop, drains
// want: fix
// k: 16
// order: free

package drainer

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	return collect(l, l.IDs()), nil
}

func collect(l *load.Load, ids []int) []int {
	results := make(chan int)
	var all []int
	drained := make(chan struct{})
	go func() {
		defer close(drained)
		for r := range results {
			all = append(all, r)
		}
	}()

	var wg sync.WaitGroup
	for _, id := range ids {
		wg.Add(1)
		go func() {
			defer wg.Done()
			results <- l.Value(id)
		}()
	}
	wg.Wait()
	close(results)
	<-drained
	return all
}
