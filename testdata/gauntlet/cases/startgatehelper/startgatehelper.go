// shape: the wait for the channel that is closed after the loop is three calls away, in a select
// want: none (the work waits for a message)
// hangs: the first 16 wait until the switch is on

package startgatehelper

import (
	"context"
	"sync"
	"sync/atomic"

	"gauntlet.example/load"
)

type toggle struct {
	on   chan struct{}
	stop chan struct{}
}

func (t *toggle) flip() { close(t.on) }

func (t *toggle) await() bool {
	select {
	case <-t.on:
		return true
	case <-t.stop:
		return false
	}
}

type lamp struct {
	toggle *toggle
	load   *load.Load
}

func (p lamp) ready() bool { return p.toggle.await() }

func (p lamp) light(id int) int {
	if !p.ready() {
		return 0
	}
	return p.load.Value(id)
}

func Run(_ context.Context, l *load.Load) (any, error) {
	t := &toggle{on: make(chan struct{}), stop: make(chan struct{})}
	return illuminate(lamp{t, l}, l.IDs()), nil
}

func illuminate(p lamp, rooms []int) int64 {
	var sum atomic.Int64
	var wg sync.WaitGroup
	for _, room := range rooms {
		wg.Add(1)
		go func() {
			defer wg.Done()
			sum.Add(int64(p.light(room)))
		}()
	}
	p.toggle.flip()
	wg.Wait()
	return sum.Load()
}
