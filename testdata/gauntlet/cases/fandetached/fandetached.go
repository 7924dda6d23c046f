// shape: a function that returns early started two kinds of work, each with a channel of its own
// want: fix
// stuck: before
// error: odd
// leaves: work

package fandetached

import (
	"context"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	return nil, exchange(l, l.IDs())
}

func exchange(l *load.Load, ids []int) error {
	pulls, pushes := make(chan error), make(chan error)
	for _, id := range ids {
		go func() { pulls <- l.Fail(id) }()
		go func() { pushes <- l.Fail(id + 1) }()
	}
	for range ids {
		if err := <-pulls; err != nil {
			return err
		}
		if err := <-pushes; err != nil {
			return err
		}
	}
	return nil
}
