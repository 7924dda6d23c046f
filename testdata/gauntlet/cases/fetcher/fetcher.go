// shape: the work calls a method of an interface
// want: fix
// k: 16

package fetcher

import (
	"context"
	"errors"
	"sync"

	"gauntlet.example/load"
)

// A Fetcher gets a value from somewhere.
type Fetcher interface {
	Fetch(ctx context.Context, id int) (int, error)
}

type remote struct{ load *load.Load }

func (r remote) Fetch(ctx context.Context, id int) (int, error) {
	return id + 1, r.load.DoCtx(ctx, id)
}

func Run(ctx context.Context, l *load.Load) (any, error) {
	return fetchAll(ctx, remote{l}, l.IDs())
}

func fetchAll(ctx context.Context, f Fetcher, ids []int) ([]int, error) {
	values := make([]int, len(ids))
	errs := make([]error, len(ids))
	var wg sync.WaitGroup
	for i, id := range ids {
		wg.Add(1)
		go func() {
			defer wg.Done()
			values[i], errs[i] = f.Fetch(ctx, id)
		}()
	}
	wg.Wait()
	return values, errors.Join(errs...)
}
