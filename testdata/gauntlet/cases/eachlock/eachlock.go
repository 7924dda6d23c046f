// shape: the work is started in a callback, by a method that holds a lock meanwhile
// want: none (a lock is held while the callback runs)
// hangs: the first 16 wait for the lock

package eachlock

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

type store struct {
	mu    sync.Mutex
	items map[int]int
}

func (s *store) each(visit func(id int)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for id := range s.items {
		visit(id)
	}
}

func (s *store) put(id, value int) {
	s.mu.Lock()
	s.items[id] = value
	s.mu.Unlock()
}

func Run(_ context.Context, l *load.Load) (any, error) {
	s := &store{items: make(map[int]int)}
	for _, id := range l.IDs() {
		s.items[id] = 0
	}
	var wg sync.WaitGroup
	s.each(func(id int) {
		for _, half := range []int{0, 1} {
			if half == id%2 {
				wg.Add(1)
				go func() {
					defer wg.Done()
					s.put(id, l.Value(id))
				}()
			}
		}
	})
	wg.Wait()
	return s.items, nil
}
