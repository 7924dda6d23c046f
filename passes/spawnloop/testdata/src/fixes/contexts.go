package fixes

import (
	"context"
	"sync"
)

// Stops returns what the work that was left out would have.
func Stops(ctx context.Context, names []string) (int, error) {
	var wg sync.WaitGroup
	var mu sync.Mutex
	var first error
	for _, name := range names {
		wg.Add(1)
		go func() { // want "no limit found"
			defer wg.Done()
			if err := deliver(ctx, name); err != nil {
				mu.Lock()
				defer mu.Unlock()
				if first == nil {
					first = err
				}
			}
		}()
	}
	wg.Wait()
	if first != nil {
		return 0, first
	}
	return len(names), nil
}

func deliver(ctx context.Context, name string) error { return ctx.Err() }

// Skips records nothing for some, also when the context has ended.
func Skips(ctx context.Context, names []string) error {
	var wg sync.WaitGroup
	var mu sync.Mutex
	var first error
	for _, name := range names {
		wg.Go(func() { // want "no limit found"
			if name == "" {
				return
			}
			if err := deliver(ctx, name); err != nil {
				mu.Lock()
				first = err
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	return first
}

// Forgives records no error of the end of the context.
func Forgives(ctx context.Context, names []string) error {
	var wg sync.WaitGroup
	var mu sync.Mutex
	var first error
	for _, name := range names {
		wg.Go(func() { // want "no limit found"
			if err := deliver(ctx, name); err != nil && ctx.Err() == nil {
				mu.Lock()
				first = err
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	return first
}

// CountedBefore would wait for those left out.
func CountedBefore(ctx context.Context, names []string) error {
	var all, active sync.WaitGroup
	var mu sync.Mutex
	var first error
	all.Add(len(names))
	for _, name := range names {
		active.Add(1)
		go func() { // want "no limit found"
			defer all.Done()
			defer active.Done()
			if err := deliver(ctx, name); err != nil {
				mu.Lock()
				first = err
				mu.Unlock()
			}
		}()
	}
	all.Wait()
	return first
}
