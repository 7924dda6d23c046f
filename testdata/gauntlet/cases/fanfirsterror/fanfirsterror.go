// shape: the function returns with the first error, over a slice
// want: fix
// stuck: before
// error: odd
// leaves: work

package fanfirsterror

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
		go func() { errs <- l.Fail(id) }()
	}
	for range ids {
		if err := <-errs; err != nil {
			return err
		}
	}
	return nil
}
