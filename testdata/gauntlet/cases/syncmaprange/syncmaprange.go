// shape: sync.Map.Range calls back per element
// want: may (the loop is the callback's caller)
// k: 16
// order: free

package syncmaprange

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

// A Registry knows sessions.
type Registry struct{ sessions sync.Map }

func Run(_ context.Context, l *load.Load) (any, error) {
	var r Registry
	for _, id := range l.IDs() {
		r.sessions.Store(id, id)
	}
	return r.ping(l), nil
}

func (r *Registry) ping(l *load.Load) []int {
	var mu sync.Mutex
	var alive []int
	var wg sync.WaitGroup
	r.sessions.Range(func(key, _ any) bool {
		wg.Add(1)
		go func() {
			defer wg.Done()
			l.Do(key.(int))
			mu.Lock()
			alive = append(alive, key.(int))
			mu.Unlock()
		}()
		return true
	})
	wg.Wait()
	return alive
}
