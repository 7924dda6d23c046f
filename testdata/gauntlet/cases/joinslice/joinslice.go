// shape: errors by index, joined after Wait
// want: fix
// k: 16
// error: odd
// message: equal

package joinslice

import (
	"context"
	"errors"
	"sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	return nil, removeAll(l, l.IDs())
}

func removeAll(l *load.Load, ids []int) error {
	errs := make([]error, len(ids))
	var wg sync.WaitGroup
	for i, id := range ids {
		wg.Add(1)
		go func() {
			defer wg.Done()
			errs[i] = l.Fail(id)
		}()
	}
	wg.Wait()
	return errors.Join(errs...)
}
