// shape: a latch of two WaitGroups: all are ready before anyone goes on
// want: none (the work waits for other work)
// hangs: the first 16 wait until all are ready

package latch

import (
	"context"
	"sync"
	"sync/atomic"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	return race(l, l.IDs()), nil
}

func race(l *load.Load, horses []int) int64 {
	var ready, done sync.WaitGroup
	ready.Add(len(horses))
	var sum atomic.Int64
	for _, horse := range horses {
		done.Add(1)
		go func() {
			defer done.Done()
			ready.Done()
			ready.Wait()
			sum.Add(int64(l.Value(horse)))
		}()
	}
	done.Wait()
	return sum.Load()
}
