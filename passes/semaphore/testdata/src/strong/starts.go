package strong

import (
	"context"
	"sync"
)

// AcquiredInside: the author tried to bound it.
func AcquiredInside(ctx context.Context, items []item) {
	sem := make(chan struct{}, 10)
	var wg sync.WaitGroup
	for _, x := range items {
		wg.Add(1)
		go func() { // want "inside"
			defer wg.Done()
			sem <- struct{}{}
			defer func() { <-sem }()
			_ = fetch(ctx, x.name)
		}()
	}
	wg.Wait()
}

// CapacityIsLen: the author tried to bound it, and took the length.
func CapacityIsLen(ctx context.Context, items []item) {
	sem := make(chan struct{}, len(items))
	var wg sync.WaitGroup
	for _, x := range items {
		sem <- struct{}{}
		wg.Go(func() { // want "len\\("
			defer func() { <-sem }()
			_ = fetch(ctx, x.name)
		})
	}
	wg.Wait()
}
