// shape: a deferred call sends, and one that was deferred before it ends the work
// want: none (with room, the work ends before its result is received)
// stuck: before
// cancel: 1
// result: equal
// leaves: work

package fandeferred

import (
	"context"
	"time"

	"gauntlet.example/load"
)

func Run(ctx context.Context, l *load.Load) (any, error) {
	return running(ctx, l), nil
}

// running reports whether the work is under way while its result is not received.
func running(ctx context.Context, l *load.Load) bool {
	answer := make(chan int)
	go func() {
		l.Enter()
		defer l.Leave()
		defer func() { answer <- 1 }()
	}()
	select {
	case <-answer:
		return false
	case <-ctx.Done():
		time.Sleep(100 * time.Millisecond)
		return l.Running() > 0
	}
}
