// shape: goto leaves the loop, for a place after the wait
// want: none (goto jumps out of the loop)
// order: free
// leaves: work

package gotoout

import (
	"context"
	"errors"
	"sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	return take(l, l.IDs()), nil
}

func take(l *load.Load, ids []int) []int {
	var wg sync.WaitGroup
	var taken []int
	var err error
	values := make([]int, len(ids))
	for i, id := range ids {
		if id > 480 {
			err = errors.New("more than there is")
			goto failed
		}
		taken = append(taken, id)
		wg.Add(1)
		go func() {
			defer wg.Done()
			values[i] = l.Value(id)
		}()
	}
	wg.Wait()
	return values

failed:
	if err != nil {
		return taken
	}
	return nil
}
