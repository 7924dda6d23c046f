// shape: what the loop goes over has no name where the channel is made
// want: none (the number of elements cannot be written there)
// stuck: before
// error: odd
// leaves: work

package fannameless

import (
	"context"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	errs := make(chan error)
	ids := l.IDs()
	for _, id := range ids {
		go func() { errs <- l.Fail(id) }()
	}
	for range ids {
		if err := <-errs; err != nil {
			return nil, err
		}
	}
	return nil, nil
}
