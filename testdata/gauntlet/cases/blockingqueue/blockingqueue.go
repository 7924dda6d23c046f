// shape: the work takes from a queue with a condition variable, which is filled after the loop
// want: none (the work waits on a condition)
// hangs: the first 16 wait for the first item

package blockingqueue

import (
	"context"
	"sync"
	"sync/atomic"

	"gauntlet.example/load"
)

type queue struct {
	mu    sync.Mutex
	some  sync.Cond
	items []int
}

func newQueue() *queue {
	q := new(queue)
	q.some.L = &q.mu
	return q
}

func (q *queue) push(item int) {
	q.mu.Lock()
	q.items = append(q.items, item)
	q.mu.Unlock()
	q.some.Signal()
}

func (q *queue) pop() int {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.items) == 0 {
		q.some.Wait()
	}
	item := q.items[0]
	q.items = q.items[1:]
	return item
}

func Run(_ context.Context, l *load.Load) (any, error) {
	return serve(l, newQueue(), l.IDs()), nil
}

func serve(l *load.Load, q *queue, ids []int) int64 {
	var served atomic.Int64
	var wg sync.WaitGroup
	for range ids {
		wg.Go(func() { served.Add(int64(l.Value(q.pop()))) })
	}
	for _, id := range ids {
		q.push(id)
	}
	wg.Wait()
	return served.Load()
}
