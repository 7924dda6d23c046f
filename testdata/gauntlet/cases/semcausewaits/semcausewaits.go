// shape: as the group's context ends, the function leaves: its work waits for what it sends then
// want: none (the work waits for a message)

package semcausewaits

import (
	"context"

	"gauntlet.example/load"
	"golang.org/x/sync/errgroup"
	"golang.org/x/sync/semaphore"
)

func Run(ctx context.Context, l *load.Load) (any, error) {
	return nil, all(ctx, l, l.IDs())
}

func all(ctx context.Context, l *load.Load, ids []int) error {
	sem := semaphore.NewWeighted(1000)
	start := make(chan struct{})
	g, ctx := errgroup.WithContext(ctx)
	for _, id := range ids {
		if err := sem.Acquire(ctx, 1); err != nil {
			return err
		}
		g.Go(func() error {
			defer sem.Release(1)
			<-start
			l.Do(id)
			return nil
		})
	}
	close(start)
	return g.Wait()
}
