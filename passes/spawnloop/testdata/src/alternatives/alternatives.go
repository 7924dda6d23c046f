// Package alternatives holds loops for which an editor is offered more than one fix.
package alternatives

import (
	"context"
	"sync"
)

func fetch(ctx context.Context, name string) error { return ctx.Err() }

// FirstError keeps the first error by a Once: an errgroup does that by itself.
func FirstError(ctx context.Context, names []string) error {
	var wg sync.WaitGroup
	var once sync.Once
	var first error
	for _, name := range names {
		wg.Add(1)
		go func() { // want "no limit found"
			defer wg.Done()
			if name == "" {
				return
			}
			if err := fetch(ctx, name); err != nil {
				once.Do(func() { first = err })
			}
		}()
	}
	wg.Wait()
	return first
}

// UnderMutex keeps it under a mutex that has no other use.
func UnderMutex(ctx context.Context, names []string) error {
	var wg sync.WaitGroup
	var mu sync.Mutex
	var first error
	for _, name := range names {
		wg.Go(func() { // want "no limit found"
			err := fetch(ctx, name)
			if err != nil {
				mu.Lock()
				if first == nil {
					first = err
				}
				mu.Unlock()
				return
			}
		})
	}
	wg.Wait()
	if first != nil {
		return first
	}
	return nil
}

// Workers can take the names from a channel.
func Workers(ctx context.Context, names []string) {
	var wg sync.WaitGroup
	for _, name := range names {
		wg.Add(1)
		go func() { // want "no limit found"
			defer wg.Done()
			// whatever happens
			_ = fetch(ctx, name)
			_ = fetch(ctx,
				name) // twice
		}()
	}
	wg.Wait()
}

// Plain is a wg.Go on more than one line.
func Plain(ctx context.Context, names []string, fresh map[string]bool) {
	var wg sync.WaitGroup
	for name := range fresh {
		wg.Go(func() { // want "no limit found"
			_ = fetch(ctx, name)
		})
	}
	wg.Wait()
}

// Detached work ends when nobody waits for it.
func Detached(ctx context.Context, names []string) {
	for _, name := range names {
		go fetch(ctx, name) // want "no limit found"
	}
}
