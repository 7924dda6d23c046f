// shape: a result on one channel or an error on another, and the caller stops waiting
// want: fix
// stuck: before
// cancel: 20
// error: canceled
// leaves: work

package fantwochannels

import (
	"context"

	"gauntlet.example/load"
)

func Run(ctx context.Context, l *load.Load) (any, error) {
	waiting := make(chan error, 20)
	for id := range 20 {
		go func() {
			_, err := ask(ctx, l, id)
			waiting <- err
		}()
	}
	var last error
	for range 20 {
		last = <-waiting
	}
	return nil, last
}

func ask(ctx context.Context, l *load.Load, id int) (int, error) {
	values, errs := make(chan int), make(chan error)
	go func() {
		if err := l.Fail(id); err != nil {
			errs <- err
			return
		}
		values <- id
	}()
	select {
	case v := <-values:
		return v, nil
	case err := <-errs:
		return 0, err
	case <-ctx.Done():
		return 0, ctx.Err()
	}
}
