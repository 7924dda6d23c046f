// shape: the loop breaks early, and then waits
// want: fix
// k: 16

package breakwait

import (
	"context"
	"errors"
	"sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	n, err := feed(l, l.IDs())
	if err == nil {
		return nil, errors.New("want an error")
	}
	return []any{n, err.Error()}, nil
}

func feed(l *load.Load, ids []int) (int, error) {
	var wg sync.WaitGroup
	var mu sync.Mutex
	var err error
	fed := 0
	for _, id := range ids {
		if id == 444 {
			err = errors.New("444 is full")
			break
		}
		wg.Add(1)
		go func() {
			defer wg.Done()
			l.Do(id)
			mu.Lock()
			defer mu.Unlock()
			fed++
		}()
	}
	wg.Wait()
	return fed, err
}
