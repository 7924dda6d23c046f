package fixes

import (
	"context"
	"sync"
)

// Forgotten has nobody who waits for it.
func Forgotten(names []string) {
	for _, name := range names {
		go run(name) // want "no limit found"
	}
}

// Gated waits for what comes after the loop.
func Gated(names []string) {
	var wg sync.WaitGroup
	open := make(chan struct{})
	for _, name := range names {
		wg.Go(func() { // want "no limit found"
			run(name)
			<-open
			run(name)
		})
	}
	close(open)
	wg.Wait()
}

// Stopped has work that is told to stop.
func Stopped(ctx context.Context, names []string) {
	ctx, cancel := context.WithCancel(ctx)
	var wg sync.WaitGroup
	for _, name := range names {
		wg.Go(func() { deliver(ctx, name) }) // want "no limit found"
	}
	cancel()
	wg.Wait()
}

// Called calls what it is given.
func Called(names []string, f func(string)) {
	var wg sync.WaitGroup
	for _, name := range names {
		wg.Go(func() { f(name) }) // want "no limit found"
	}
	wg.Wait()
}

// SameLine leaves no place for a line of its own.
func SameLine(names []string) {
	var wg sync.WaitGroup
	for _, name := range names { wg.Go(func() { run(name) }) } // want "no limit found"
	wg.Wait()
}
