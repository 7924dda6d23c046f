// shape: who asks first for a key computes it, the others wait until it is there
// want: may (the work waits for other work, but only for what is under way)
// k: 16

package memo

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

type entry struct {
	ready chan struct{}
	value int
}

type memo struct {
	mu      sync.Mutex
	entries map[int]*entry
}

func (m *memo) get(key int, compute func(int) int) int {
	m.mu.Lock()
	e := m.entries[key]
	if e == nil {
		e = &entry{ready: make(chan struct{})}
		m.entries[key] = e
		m.mu.Unlock()
		e.value = compute(key)
		close(e.ready)
	} else {
		m.mu.Unlock()
		<-e.ready
	}
	return e.value
}

func Run(_ context.Context, l *load.Load) (any, error) {
	ids := l.IDs()
	m := &memo{entries: make(map[int]*entry)}
	values := make([]int, len(ids))
	var wg sync.WaitGroup
	for i, id := range ids {
		wg.Add(1)
		go func() {
			defer wg.Done()
			values[i] = m.get(id/2, l.Value)
		}()
	}
	wg.Wait()
	return values, nil
}
