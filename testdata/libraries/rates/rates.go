// Package rates waits for rate limiters before each start: they bound how fast
// work starts, not how much of it there is.
package rates

import (
	"context"

	"go.uber.org/ratelimit"
	"golang.org/x/time/rate"
)

func fetch(string) {}

func xtime(ctx context.Context, ids []string) error {
	limiter := rate.NewLimiter(100, 10)
	for _, id := range ids {
		if err := limiter.Wait(ctx); err != nil {
			return err
		}
		go fetch(id) // want spawnloop:"^goroutine per element of ids \(parameter\): .*bounds the rate only"
	}
	return nil
}

func uber(ids []string) {
	limiter := ratelimit.New(100)
	for _, id := range ids {
		limiter.Take()
		go fetch(id) // want spawnloop:"^goroutine per element of ids \(parameter\): .*bounds the rate only"
	}
}

// A limit beside the rate is one.
func both(ids []string) {
	limiter := ratelimit.New(100)
	sem := make(chan struct{}, 8)
	for _, id := range ids {
		limiter.Take()
		sem <- struct{}{}
		go func() {
			defer func() { <-sem }()
			fetch(id)
		}()
	}
}
