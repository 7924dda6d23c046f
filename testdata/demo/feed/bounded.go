package feed

import (
	"context"
	"sync"
)

// RefreshBounded does the same with eight requests under way at most: the
// token is taken before the goroutine starts, so the loop waits.
func RefreshBounded(ctx context.Context, urls []string) map[string][]byte {
	const maxInFlight = 8
	var (
		wg     sync.WaitGroup
		mu     sync.Mutex
		bodies = make(map[string][]byte)
		tokens = make(chan struct{}, maxInFlight)
	)
	for _, url := range urls {
		tokens <- struct{}{}
		wg.Add(1)
		go func() {
			defer wg.Done()
			defer func() { <-tokens }()
			if body, err := fetch(ctx, url); err == nil {
				mu.Lock()
				defer mu.Unlock()
				bodies[url] = body
			}
		}()
	}
	wg.Wait()
	return bodies
}
