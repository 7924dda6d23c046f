// shape: between loop and wait a function of the caller is called, which lets the work go on
// want: none (the work waits for what is called after the loop)
// hangs: the first 16 wait for the caller's function

package callbetween

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

type hooks struct{ onStarted func() }

type phase struct {
	mu   sync.Mutex
	cond *sync.Cond
	open bool
}

func (p *phase) enter() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for !p.open {
		p.cond.Wait()
	}
}

func (p *phase) start() {
	p.mu.Lock()
	p.open = true
	p.mu.Unlock()
	p.cond.Broadcast()
}

func Run(_ context.Context, l *load.Load) (any, error) {
	p := &phase{}
	p.cond = sync.NewCond(&p.mu)
	return load500(l, p, hooks{p.start}, l.IDs()), nil
}

func load500(l *load.Load, p *phase, h hooks, ids []int) []int {
	values := make([]int, len(ids))
	var wg sync.WaitGroup
	for i, id := range ids {
		wg.Add(1)
		go func() {
			defer wg.Done()
			p.enter()
			values[i] = l.Value(id)
		}()
	}
	h.onStarted()
	wg.Wait()
	return values
}
