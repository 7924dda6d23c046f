// shape: work that recovers from panics gives its token back where it comes to the end
// want: fix
// before: broken
// k: 8

package semleakpanic

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
	var lost atomic.Int64
	sem := make(chan struct{}, 8)
	var wg sync.WaitGroup
	for _, id := range ids {
		sem <- struct{}{}
		wg.Add(1)
		go func() {
			defer wg.Done()
			defer func() {
				if recover() != nil {
					lost.Add(1)
				}
			}()
			must(l, id)
			<-sem
		}()
	}
	wg.Wait()
	return lost.Load()
}

func must(l *load.Load, id int) {
	if err := l.Fail(id); err != nil {
		panic(err)
	}
}
