// shape: work that was started with a token keeps it when it fails
// want: fix
// before: broken
// k: 8

package semleakwork

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
			defer wg.Done()
			if l.Fail(id) != nil {
				return
			}
			seen.Add(1)
			<-sem
		}()
	}
	wg.Wait()
	return seen.Load()
}
