// shape: values and errors on two channels with room for all
// want: fix
// k: 16
// error: odd
// order: free
// message: equal

package twobuffered

import (
	"context"
	"errors"
	"sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	ids := l.IDs()
	values := make(chan int, len(ids))
	failures := make(chan error, len(ids))
	var wg sync.WaitGroup
	for _, id := range ids {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if err := l.Fail(id); err != nil {
				failures <- err
				return
			}
			values <- id
		}()
	}
	wg.Wait()
	close(values)
	close(failures)

	var good []int
	for v := range values {
		good = append(good, v)
	}
	var errs []error
	for err := range failures {
		errs = append(errs, err)
	}
	return good, errors.Join(errs...)
}
