// shape: the work of a group runs until another piece of its work fails
// want: none (the work waits until it is told to stop)
// error: odd
// hangs: the first 16 run until the last piece fails, which has no place

package ctxgroup

import (
	"context"

	"gauntlet.example/load"
	"golang.org/x/sync/errgroup"
)

func Run(ctx context.Context, l *load.Load) (any, error) {
	return nil, guard(ctx, l, l.IDs())
}

func guard(ctx context.Context, l *load.Load, doors []int) error {
	g, ctx := errgroup.WithContext(ctx)
	for _, door := range doors {
		g.Go(func() error {
			l.Do(door)
			<-ctx.Done() // stands there until the alarm
			return nil
		})
	}
	g.Go(func() error { return l.Fail(13) })
	return g.Wait()
}
