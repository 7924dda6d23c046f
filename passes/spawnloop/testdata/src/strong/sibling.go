package strong

import (
	"context"
	"sync"
)

// SiblingLimited is bounded.
func SiblingLimited(ctx context.Context, items []item) {
	sem := make(chan struct{}, 10)
	var wg sync.WaitGroup
	for _, x := range items {
		sem <- struct{}{}
		wg.Add(1)
		go func() {
			defer wg.Done()
			defer func() { <-sem }()
			_ = fetch(ctx, x.name)
		}()
	}
	wg.Wait()
}

// SiblingForgotten: its sibling above is limited, the body does I/O.
func SiblingForgotten(ctx context.Context, items []item) {
	var wg sync.WaitGroup
	for _, x := range items {
		wg.Add(1)
		go func() { // want "no limit found"
			defer wg.Done()
			_ = fetch(ctx, x.name)
		}()
	}
	wg.Wait()
}
