// shape: the work goes round until a variable behind a mutex changes, after the loop
// want: none (the work waits until a value changes)
// hangs: the first 16 go round until all are known

package polllock

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"gauntlet.example/load"
)

type roster struct {
	mu       sync.Mutex
	complete bool
}

func (r *roster) isComplete() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.complete
}

func (r *roster) finish() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.complete = true
}

func Run(_ context.Context, l *load.Load) (any, error) {
	r := new(roster)
	return greet(l, r, l.IDs()), nil
}

func greet(l *load.Load, r *roster, members []int) int64 {
	var greeted atomic.Int64
	var wg sync.WaitGroup
	for _, member := range members {
		wg.Go(func() {
			for !r.isComplete() {
				time.Sleep(time.Millisecond)
			}
			greeted.Add(int64(l.Value(member)))
		})
	}
	r.finish()
	wg.Wait()
	return greeted.Load()
}
