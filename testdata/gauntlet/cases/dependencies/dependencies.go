// shape: a build: each step waits for the steps it needs, which may come later in the list
// want: none (the work waits for other work)
// hangs: the first 16 need steps that come after them

package dependencies

import (
	"context"
	"sync"
	"sync/atomic"

	"gauntlet.example/load"
)

type step struct {
	id    int
	needs []int
	done  chan struct{}
}

func Run(_ context.Context, l *load.Load) (any, error) {
	steps := make(map[int]*step)
	var order []int
	for _, id := range l.IDs() {
		s := &step{id: id, done: make(chan struct{})}
		for _, n := range []int{id + 20, id + 33} {
			if n < l.N {
				s.needs = append(s.needs, n)
			}
		}
		steps[id] = s
		order = append(order, id)
	}
	return build(l, steps, order), nil
}

func build(l *load.Load, steps map[int]*step, order []int) int64 {
	var built atomic.Int64
	var wg sync.WaitGroup
	for _, id := range order {
		s := steps[id]
		wg.Add(1)
		go func() {
			defer wg.Done()
			defer close(s.done)
			for _, n := range s.needs {
				<-steps[n].done
			}
			l.Do(s.id)
			built.Add(1)
		}()
	}
	wg.Wait()
	return built.Load()
}
