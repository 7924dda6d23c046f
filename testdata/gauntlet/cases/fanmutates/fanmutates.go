// shape: the work reads a variable of the function when its result is received
// want: none (with room, it would read while the function writes)
// stuck: before
// cancel: 1
// leaves: work

package fanmutates

import (
	"context"
	"sync/atomic"

	"gauntlet.example/load"
)

func Run(ctx context.Context, l *load.Load) (any, error) {
	var billed atomic.Int64
	order(ctx, l, &billed)
	l.Do(2)
	return billed.Load(), nil
}

func order(ctx context.Context, l *load.Load, billed *atomic.Int64) {
	price := 1
	accepted := make(chan bool)
	go func() {
		l.Do(1)
		accepted <- true
		billed.Add(int64(price))
	}()
	price = 7
	select {
	case <-accepted:
	case <-ctx.Done():
	}
}
