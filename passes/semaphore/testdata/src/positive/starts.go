package positive

import (
	"context"
	"sync"

	"golang.org/x/sync/semaphore"
)

// AcquiredInside starts every goroutine, then lets them queue.
func AcquiredInside(items []item) {
	sem := make(chan struct{}, most)
	for _, x := range items {
		go func() { // want "inside"
			sem <- struct{}{}
			defer func() { <-sem }()
			work(x)
		}()
	}
}

// WeightedInside does so with a weighted semaphore.
func WeightedInside(ctx context.Context, items []item) {
	sem := semaphore.NewWeighted(most)
	for _, x := range items {
		go func() { // want "inside"
			if err := sem.Acquire(ctx, 1); err != nil {
				return
			}
			defer sem.Release(1)
			work(x)
		}()
	}
}

// WaitGroupGoInside does so in wg.Go.
func WaitGroupGoInside(items []item) {
	sem := make(chan struct{}, most)
	var wg sync.WaitGroup
	for _, x := range items {
		wg.Go(func() { // want "inside"
			sem <- struct{}{}
			defer func() { <-sem }()
			work(x)
		})
	}
	wg.Wait()
}

// SelectInside acquires in a select with the context.
func SelectInside(ctx context.Context, items []item) {
	sem := make(chan struct{}, most)
	for _, x := range items {
		go func() { // want "inside"
			select {
			case sem <- struct{}{}:
				defer func() { <-sem }()
			case <-ctx.Done():
				return
			}
			work(x)
		}()
	}
}

func (s *service) guarded(x item) {
	s.slots <- struct{}{}
	defer func() { <-s.slots }()
	work(x)
}

// InsideNamedCallee acquires in the function that is spawned.
func (s *service) InsideNamedCallee(items []item) {
	for _, x := range items {
		go s.guarded(x) // want "inside"
	}
}

// InsideClosureVariable acquires in a closure kept in a variable.
func InsideClosureVariable(items []item) {
	sem := make(chan struct{}, most)
	get := func(x item) {
		sem <- struct{}{}
		defer func() { <-sem }()
		work(x)
	}
	for _, x := range items {
		go get(x) // want "inside"
	}
}

// CapacityIsLen has room for everything.
func CapacityIsLen(items []item) {
	sem := make(chan struct{}, len(items))
	for _, x := range items {
		sem <- struct{}{}
		go func() { // want "len\\("
			defer func() { <-sem }()
			work(x)
		}()
	}
}

// CapacityIsLenVariable keeps the length in a variable first.
func CapacityIsLenVariable(byName map[string]item) {
	n := len(byName)
	sem := make(chan struct{}, n)
	for _, x := range byName {
		sem <- struct{}{}
		go func() { // want "len\\("
			defer func() { <-sem }()
			work(x)
		}()
	}
}

// WeightedIsLen has weight for everything.
func WeightedIsLen(ctx context.Context, items []item) error {
	sem := semaphore.NewWeighted(int64(len(items)))
	for _, x := range items {
		if err := sem.Acquire(ctx, 1); err != nil {
			return err
		}
		go func() { // want "len\\("
			defer sem.Release(1)
			work(x)
		}()
	}
	return nil
}

// CapacityAtLeastOne is the length again, kept from being zero.
func CapacityAtLeastOne(items []item) {
	sem := make(chan struct{}, max(1, len(items)))
	for _, x := range items {
		sem <- struct{}{}
		go func() { // want "len\\("
			defer func() { <-sem }()
			work(x)
		}()
	}
}

// AcquiredAfterSpawn takes the place when the goroutine already runs, and
// gives it back itself.
func AcquiredAfterSpawn(items []item) {
	sem := make(chan struct{}, most)
	for _, x := range items {
		go work(x) // want "given back at once"
		sem <- struct{}{}
		<-sem
	}
}

// ReleasedBySpawner gives the place back before the work ends.
func ReleasedBySpawner(items []item) {
	sem := make(chan struct{}, most)
	for _, x := range items {
		sem <- struct{}{}
		go work(x) // want "given back at once"
		<-sem
	}
}

// WeightedReleasedBySpawner does so with a weighted semaphore.
func WeightedReleasedBySpawner(ctx context.Context, items []item) error {
	sem := semaphore.NewWeighted(most)
	for _, x := range items {
		if err := sem.Acquire(ctx, 1); err != nil {
			return err
		}
		go work(x) // want "given back at once"
		sem.Release(1)
	}
	return nil
}
