// shape: a barrier on a condition variable, behind a method
// want: none (the work waits for all other work)
// hangs: the first 16 wait for those that come after them

package barriercond

import (
	"context"
	"sync"
	"sync/atomic"

	"gauntlet.example/load"
)

type gathering struct {
	mu   sync.Mutex
	full *sync.Cond
	here int
	all  int
}

func newGathering(all int) *gathering {
	g := &gathering{all: all}
	g.full = sync.NewCond(&g.mu)
	return g
}

func (g *gathering) join() int {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.here++
	if g.here == g.all {
		g.full.Broadcast()
	}
	for g.here < g.all {
		g.full.Wait()
	}
	return g.here
}

func Run(_ context.Context, l *load.Load) (any, error) {
	ids := l.IDs()
	g := newGathering(len(ids))
	var sum atomic.Int64
	var wg sync.WaitGroup
	for _, id := range ids {
		wg.Go(func() {
			l.Do(id)
			sum.Add(int64(g.join()))
		})
	}
	wg.Wait()
	return sum.Load(), nil
}
