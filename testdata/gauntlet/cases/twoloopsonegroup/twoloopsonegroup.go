// shape: two loops share a WaitGroup
// want: fix
// k: 32

package twoloopsonegroup

import (
	"context"
	"sync"
	"sync/atomic"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	var odd, even []int
	for _, id := range l.IDs() {
		if id%2 == 1 {
			odd = append(odd, id)
		} else {
			even = append(even, id)
		}
	}
	return tally(l, odd, even), nil
}

func tally(l *load.Load, odd, even []int) [2]int64 {
	var sums [2]atomic.Int64
	var wg sync.WaitGroup
	for _, id := range odd {
		wg.Add(1)
		go func() {
			defer wg.Done()
			sums[1].Add(int64(l.Value(id)))
		}()
	}
	for _, id := range even {
		wg.Add(1)
		go func() {
			defer wg.Done()
			sums[0].Add(int64(l.Value(id)))
		}()
	}
	wg.Wait()
	return [2]int64{sums[0].Load(), sums[1].Load()}
}
