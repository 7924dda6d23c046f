// shape: the caller stops waiting, and nobody receives the one result
// want: fix
// stuck: before
// cancel: 1
// error: canceled
// leaves: work

package fantimeout

import (
	"context"

	"gauntlet.example/load"
)

func Run(ctx context.Context, l *load.Load) (any, error) {
	return value(ctx, l)
}

func value(ctx context.Context, l *load.Load) (int, error) {
	answer := make(chan int)
	go func() { answer <- l.Value(1) }()
	select {
	case v := <-answer:
		return v, nil
	case <-ctx.Done():
		return 0, ctx.Err()
	}
}
