// shape: the function returns before its group has ended, and nobody receives what the group sends
// want: fix
// stuck: before
// error: other
// leaves: work

package fangroupreturn

import (
	"context"
	"errors"

	"gauntlet.example/load"
	"golang.org/x/sync/errgroup"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	return total(l, l.IDs())
}

func total(l *load.Load, ids []int) (int, error) {
	parts := make(chan int)
	var g errgroup.Group
	for _, id := range ids {
		g.Go(func() error {
			parts <- l.Value(id)
			return nil
		})
	}
	sum := 0
	for range ids {
		part := <-parts
		if part > 500 {
			return 0, errors.New("a part is too large")
		}
		sum += part
	}
	return sum, g.Wait()
}
