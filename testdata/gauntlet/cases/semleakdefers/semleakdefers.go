// shape: work with a call that it defers later: the group would be told before the token is back
// want: none (other deferred calls would run before the release)

package semleakdefers

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
	var seen atomic.Int64
	sem := make(chan struct{}, 8)
	var wg sync.WaitGroup
	for _, id := range ids {
		sem <- struct{}{}
		wg.Add(1)
		go func() {
			l.Do(id)
			defer wg.Done()
			if id < 0 {
				return
			}
			seen.Add(1)
			<-sem
		}()
	}
	wg.Wait()
	return seen.Load()
}
