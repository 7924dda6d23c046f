// shape: values and errors on two unbuffered channels, one or the other a piece of work
// want: may (two channels to make room in)
// k: 16
// error: odd
// order: free
// message: equal
// hangs: the first 16 wait to send, and nobody receives before the loop has ended

package twochannels

import (
	"context"
	"errors"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	return verify(l, l.IDs())
}

func verify(l *load.Load, ids []int) ([]int, error) {
	values := make(chan int)
	failures := make(chan error)
	for _, id := range ids {
		go func() {
			if err := l.Fail(id); err != nil {
				failures <- err
				return
			}
			values <- id
		}()
	}
	var good []int
	var errs []error
	for range ids {
		select {
		case v := <-values:
			good = append(good, v)
		case err := <-failures:
			errs = append(errs, err)
		}
	}
	return good, errors.Join(errs...)
}
