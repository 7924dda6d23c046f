// shape: the goroutine sends through a function, and goes on behind it
// want: none (with room, it goes on before its result is received)
// stuck: before
// cancel: 1
// leaves: work

package fanhelper

import (
	"context"
	"sync/atomic"
	"time"

	"gauntlet.example/load"
)

func Run(ctx context.Context, l *load.Load) (any, error) {
	var billed atomic.Int64
	charge(ctx, l, &billed)
	for l.Running() > 0 {
		time.Sleep(time.Millisecond)
	}
	time.Sleep(5 * time.Millisecond)
	return billed.Load(), nil
}

func charge(ctx context.Context, l *load.Load, billed *atomic.Int64) {
	answer := make(chan int)
	go func() {
		l.Do(1)
		deliver(answer, 1)
		billed.Add(1)
	}()
	select {
	case <-answer:
	case <-ctx.Done():
	}
}

func deliver(answers chan<- int, v int) { answers <- v }
