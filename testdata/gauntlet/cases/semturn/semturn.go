// shape: an element that is skipped would take a token with it: there is none here
// want: none (the token is to be given back before the function ends)

package semturn

import (
	"context"
	"sync"
	"sync/atomic"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	return all(l, l.IDs()), nil
}

func all(l *load.Load, ids []int) int64 {
	var total atomic.Int64
	sem := make(chan struct{}, 8)
	var wg sync.WaitGroup
	for _, id := range ids {
		sem <- struct{}{}
		if id < 0 {
			continue
		}
		wg.Add(1)
		go func() {
			defer wg.Done()
			defer func() { <-sem }()
			total.Add(int64(l.Value(id)))
		}()
	}
	wg.Wait()
	return total.Load()
}
