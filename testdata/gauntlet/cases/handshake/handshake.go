// shape: each piece of work says that it is ready and is told to go, over a channel without room
// want: none (the work waits for a message)
// hangs: the first 16 wait to say that they are ready

package handshake

import (
	"context"
	"sync"
	"sync/atomic"

	"gauntlet.example/load"
)

type worker struct {
	ready chan int
	begin chan bool
}

func Run(_ context.Context, l *load.Load) (any, error) {
	return drill(l, l.IDs()), nil
}

func drill(l *load.Load, ids []int) int64 {
	var sum atomic.Int64
	var wg sync.WaitGroup
	var workers []worker
	for _, id := range ids {
		w := worker{make(chan int), make(chan bool)}
		workers = append(workers, w)
		wg.Add(1)
		go func() {
			defer wg.Done()
			w.ready <- id
			if <-w.begin {
				sum.Add(int64(l.Value(id)))
			}
		}()
	}
	for _, w := range workers {
		id := <-w.ready
		w.begin <- id%2 == 0
	}
	wg.Wait()
	return sum.Load()
}
