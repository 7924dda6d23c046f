// Package feed fetches feeds. All of a user's feeds are fetched at once,
// however many the user has.
package feed

import (
	"context"
	"io"
	"net/http"
	"sync"
)

// Refresh fetches every feed and returns the bodies of those that answered.
func Refresh(ctx context.Context, urls []string) map[string][]byte {
	var (
		wg     sync.WaitGroup
		mu     sync.Mutex
		bodies = make(map[string][]byte)
	)
	for _, url := range urls {
		wg.Add(1)
		go func() {
			defer wg.Done()
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

func fetch(ctx context.Context, url string) ([]byte, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return nil, err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}
