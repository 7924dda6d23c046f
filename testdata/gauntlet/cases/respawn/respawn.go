// shape: the work calls the function that has the loop, which waits within
// want: none (the work calls the function that starts it)
// hangs: all that have a place wait in a wait for what has none

package respawn

import (
	"context"
	"sync"
	"sync/atomic"

	"gauntlet.example/load"
)

type pool struct {
	load *load.Load
	sum  atomic.Int64
}

// process handles a range of ids, by halves until it is small.
func (p *pool) process(ids []int) {
	if len(ids) <= 2 {
		for _, id := range ids {
			p.sum.Add(int64(p.load.Value(id)))
		}
		return
	}
	var wg sync.WaitGroup
	for _, half := range [][]int{ids[:len(ids)/2], ids[len(ids)/2:]} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			p.process(half)
		}()
	}
	wg.Wait()
}

func Run(_ context.Context, l *load.Load) (any, error) {
	p := &pool{load: l}
	p.process(l.IDs())
	return p.sum.Load(), nil
}
