// shape: the semaphore has room for every element
// want: fix
// k: 16

package semsize

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	return geocode(l, l.IDs()), nil
}

func geocode(l *load.Load, addresses []int) []int {
	places := make([]int, len(addresses))
	sem := make(chan struct{}, len(addresses))
	var wg sync.WaitGroup
	for i, address := range addresses {
		sem <- struct{}{}
		wg.Add(1)
		go func() {
			defer wg.Done()
			defer func() { <-sem }()
			places[i] = l.Value(address)
		}()
	}
	wg.Wait()
	return places
}
