// shape: a lock is held until the function returns, also while it waits; the work does not take it
// want: may (a lock is held across the loop, but across the wait too)
// k: 16

package lockedthroughout

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

type registry struct {
	mu     sync.Mutex
	states []int
}

func (r *registry) refresh(l *load.Load, ids []int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.states = make([]int, len(ids))
	var wg sync.WaitGroup
	for i, id := range ids {
		wg.Add(1)
		go func() {
			defer wg.Done()
			r.states[i] = l.Value(id)
		}()
	}
	wg.Wait()
}

func Run(_ context.Context, l *load.Load) (any, error) {
	var r registry
	r.refresh(l, l.IDs())
	return r.states, nil
}
