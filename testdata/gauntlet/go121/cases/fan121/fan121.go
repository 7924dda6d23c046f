// shape: the function returns with the first error, and what a goroutine works on is an argument of it
// want: fix
// stuck: before
// error: odd
// leaves: work

package fan121

import (
	"context"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	return nil, checkAll(l, l.IDs())
}

func checkAll(l *load.Load, ids []int) error {
	errs := make(chan error)
	for _, id := range ids {
		go func(id int) { errs <- l.Fail(id) }(id)
	}
	for i := 0; i < len(ids); i++ {
		if err := <-errs; err != nil {
			return err
		}
	}
	return nil
}
