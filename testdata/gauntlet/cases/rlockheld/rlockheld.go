// shape: the loop holds a read lock, the work takes the write lock
// want: none (a lock is held across the loop)
// hangs: the first 16 wait for the write lock

package rlockheld

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

type catalog struct {
	mu     sync.RWMutex
	prices map[int]int
}

func Run(_ context.Context, l *load.Load) (any, error) {
	c := &catalog{prices: make(map[int]int)}
	for _, id := range l.IDs() {
		c.prices[id] = 0
	}
	c.update(l)
	return c.prices, nil
}

func (c *catalog) update(l *load.Load) {
	var wg sync.WaitGroup
	c.mu.RLock()
	for id := range c.prices {
		wg.Add(1)
		go func(id int) {
			defer wg.Done()
			c.set(id, l.Value(id))
		}(id)
	}
	c.mu.RUnlock()
	wg.Wait()
}

func (c *catalog) set(id, price int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.prices[id] = price
}
