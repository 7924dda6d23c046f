// shape: the lock is held until the result is received
// want: none (with room, the lock is free before)
// stuck: before
// cancel: 1
// leaves: work

package fanlocked

import (
	"context"
	"sync"
	"time"

	"gauntlet.example/load"
)

func Run(ctx context.Context, l *load.Load) (any, error) {
	var mu sync.Mutex
	lend(ctx, l, &mu)
	for l.Running() > 0 {
		time.Sleep(time.Millisecond)
	}
	time.Sleep(5 * time.Millisecond)
	free := mu.TryLock()
	return free, nil
}

func lend(ctx context.Context, l *load.Load, mu *sync.Mutex) {
	lent := make(chan int)
	go func() {
		mu.Lock()
		defer mu.Unlock()
		l.Do(1)
		lent <- 1
	}()
	select {
	case <-lent:
	case <-ctx.Done():
	}
}
