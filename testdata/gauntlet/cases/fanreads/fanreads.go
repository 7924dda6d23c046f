// shape: the work sets a variable of the function when its result is received
// want: none (with room, both use it at once)
// stuck: before
// cancel: 1
// leaves: work

package fanreads

import (
	"context"

	"gauntlet.example/load"
)

func Run(ctx context.Context, l *load.Load) (any, error) {
	return price(ctx, l), nil
}

func price(ctx context.Context, l *load.Load) int {
	asked := 0
	answer := make(chan int)
	go func() {
		l.Do(1)
		answer <- 7
		asked++
	}()
	select {
	case v := <-answer:
		return v
	case <-ctx.Done():
		l.Do(2)
		return asked
	}
}
