// shape: a deferred call of a group's work follows the send, and the function looks for what it does before it receives
// want: none (with room, the call comes before its result is received)
// hangs: the work waits for the function to receive, and the function for a place

package sentgroup

import (
	"context"
	"sync/atomic"

	"gauntlet.example/load"
	"golang.org/x/sync/errgroup"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	ids := l.IDs()
	values := make(chan int)
	var ended atomic.Int64
	var g errgroup.Group
	for _, id := range ids {
		g.Go(func() error {
			defer ended.Add(1)
			values <- l.Value(id)
			return nil
		})
	}
	early := int(ended.Load())
	sum := 0
	for range ids {
		sum += <-values
	}
	err := g.Wait()
	return []int{early, sum, int(ended.Load())}, err
}
