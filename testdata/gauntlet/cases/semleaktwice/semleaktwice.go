// shape: one way out of three keeps the token, two give it back at their end
// want: fix
// before: broken
// k: 4

package semleaktwice

import (
	"context"
	"sync"
	"sync/atomic"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	c := &crawler{l: l, slots: make(chan struct{}, 4)}
	ids := make(chan int)
	var seen atomic.Int64
	var wg sync.WaitGroup
	for range 12 {
		wg.Go(func() {
			for id := range ids {
				if c.visit(id) == nil {
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

type crawler struct {
	l     *load.Load
	slots chan struct{}
}

func (c *crawler) visit(id int) error {
	c.slots <- struct{}{}
	if id%2 == 0 {
		c.l.Do(id)
		<-c.slots
		return nil
	}
	if err := c.l.Fail(id); err != nil {
		return err
	}
	<-c.slots
	return nil
}
