// shape: a pool that is filled at the start, and taken from by receiving
// want: fix
// before: broken
// k: 5

package semleakpool

import (
	"context"
	"sync"
	"sync/atomic"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	p := newPool(l, 5)
	ids := make(chan int)
	var seen atomic.Int64
	var wg sync.WaitGroup
	for range 20 {
		wg.Go(func() {
			for id := range ids {
				if p.use(id) {
					seen.Add(1)
				}
			}
		})
	}
	for _, id := range l.IDs() {
		ids <- id
	}
	close(ids)
	wg.Wait()
	return seen.Load(), nil
}

type pool struct {
	l    *load.Load
	free chan bool
}

func newPool(l *load.Load, n int) *pool {
	p := &pool{l: l, free: make(chan bool, n)}
	for range n {
		p.free <- true
	}
	return p
}

func (p *pool) use(id int) bool {
	<-p.free
	if p.l.Fail(id) != nil {
		return false
	}
	p.free <- true
	return true
}
