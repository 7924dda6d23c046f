// shape: the iterator of the loop holds a lock while it yields, the work takes it
// want: none (a lock is held across the loop)
// hangs: the first 16 wait for the lock that the iterator holds

package iterlock

import (
	"context"
	"iter"
	"sync"

	"gauntlet.example/load"
)

type directory struct {
	mu    sync.RWMutex
	users []int
	seen  int
}

func (d *directory) all() iter.Seq[int] {
	return func(yield func(int) bool) {
		d.mu.RLock()
		defer d.mu.RUnlock()
		for _, user := range d.users {
			if !yield(user) {
				return
			}
		}
	}
}

func (d *directory) see() {
	d.mu.Lock()
	d.seen++
	d.mu.Unlock()
}

func Run(_ context.Context, l *load.Load) (any, error) {
	d := &directory{users: l.IDs()}
	return visit(l, d), nil
}

func visit(l *load.Load, d *directory) int {
	var wg sync.WaitGroup
	for user := range d.all() {
		wg.Add(1)
		go func() {
			defer wg.Done()
			l.Do(user)
			d.see()
		}()
	}
	wg.Wait()
	return d.seen
}
