// shape: a method keeps its token on a way that is never taken, and works on after giving it back
// want: none (a release that is not the last thing on its way)

package semleaklater

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
	if id < 0 {
		return load.ErrOdd
	}
	c.l.Do(id)
	<-c.slots
	if id == 0 {
		return c.visit(1)
	}
	return nil
}
