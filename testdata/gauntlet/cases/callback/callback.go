// shape: the work calls a function that the caller gave
// want: none (the work calls a function it is given)
// hangs: the caller's function waits until it has been called for all

package callback

import (
	"context"
	"sync"
	"sync/atomic"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	ids := l.IDs()
	var called atomic.Int64
	all := make(chan struct{})
	forEach(ids, func(id int) {
		if called.Add(1) == int64(len(ids)) {
			close(all)
		}
		<-all
		l.Do(id)
	})
	return called.Load(), nil
}

func forEach(ids []int, visit func(id int)) {
	var wg sync.WaitGroup
	for _, id := range ids {
		wg.Add(1)
		go func() {
			defer wg.Done()
			visit(id)
		}()
	}
	wg.Wait()
}
