// shape: loop over a pointer to an array: its length is a constant, so nothing is reported
// want: none (bounded by the length of an array)

package overarray

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

type table [512]int

func Run(_ context.Context, l *load.Load) (any, error) {
	var t table
	fill(l, &t)
	sum := 0
	for _, v := range t {
		sum += v
	}
	return sum, nil
}

func fill(l *load.Load, t *table) {
	var wg sync.WaitGroup
	for i := range t {
		wg.Add(1)
		go func() {
			defer wg.Done()
			t[i] = l.Value(i)
		}()
	}
	wg.Wait()
}
