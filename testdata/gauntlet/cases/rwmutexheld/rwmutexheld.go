// shape: the write lock of a type is held across the loop, a method that the work calls takes the read lock
// want: none (a lock is held across the loop)
// hangs: the first 16 wait for the read lock

package rwmutexheld

import (
	"context"
	"sync"
	"sync/atomic"

	"gauntlet.example/load"
)

type cache struct {
	mu     sync.RWMutex
	load   *load.Load
	values map[int]int
}

func (c *cache) get(id int) int {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return c.values[id]
}

// warm fills the cache, and checks each entry in the background.
func (c *cache) warm(ids []int) int64 {
	var wrong atomic.Int64
	var wg sync.WaitGroup
	c.mu.Lock()
	for _, id := range ids {
		c.values[id] = id * 3
		wg.Add(1)
		go func() {
			defer wg.Done()
			c.load.Do(id)
			if c.get(id) != id*3 {
				wrong.Add(1)
			}
		}()
	}
	c.mu.Unlock()
	wg.Wait()
	return wrong.Load()
}

func Run(_ context.Context, l *load.Load) (any, error) {
	c := &cache{load: l, values: make(map[int]int)}
	return c.warm(l.IDs()), nil
}
