package positive

import (
	"context"
	"log"
	"sync/atomic"

	"golang.org/x/sync/semaphore"
)

const most = 8

// AcquiredInOneBranch leaves a path round the gate.
func AcquiredInOneBranch(items []item) {
	sem := make(chan struct{}, most)
	for _, x := range items {
		big := x.id > 100
		if big {
			sem <- struct{}{}
		}
		go func() { // want "no limit found"
			if big {
				defer func() { <-sem }()
			}
			work(x)
		}()
	}
}

// TryAndGoOn falls through when the semaphore is full.
func TryAndGoOn(items []item) {
	sem := make(chan struct{}, most)
	for _, x := range items {
		select {
		case sem <- struct{}{}:
		default:
			log.Print("full")
		}
		go func() { // want "no limit found"
			work(x)
			select {
			case <-sem:
			default:
			}
		}()
	}
}

// TryAcquireIgnored does not look at the answer.
func TryAcquireIgnored(items []item) {
	sem := semaphore.NewWeighted(most)
	for _, x := range items {
		sem.TryAcquire(1)
		go work(x) // want "no limit found"
	}
}

// AcquireOuterOnly takes one place for a whole inner loop.
func AcquireOuterOnly(items []item) {
	sem := make(chan struct{}, most)
	for _, x := range items {
		sem <- struct{}{}
		for _, tag := range x.tags {
			go fetch(tag) // want "no limit found"
		}
		<-sem
	}
}

// AcquiredBeforeLoop takes one place for the whole loop.
func AcquiredBeforeLoop(ctx context.Context, sem *semaphore.Weighted, items []item) error {
	if err := sem.Acquire(ctx, 1); err != nil {
		return err
	}
	defer sem.Release(1)
	for _, x := range items {
		go work(x) // want "no limit found"
	}
	return nil
}

// ReleasedByDrainer sends to a channel that another goroutine always empties.
func ReleasedByDrainer(items []item) {
	seen := make(chan int, most)
	go func() {
		for id := range seen {
			log.Print(id)
		}
	}()
	for _, x := range items {
		seen <- x.id
		go work(x) // want "no limit found"
	}
	close(seen)
}

// CounterFallsThrough checks a counter and spawns all the same.
func CounterFallsThrough(items []item) {
	var running atomic.Int64
	for _, x := range items {
		if running.Load() >= most {
			log.Print("many goroutines")
		}
		running.Add(1)
		go func() { // want "no limit found"
			defer running.Add(-1)
			work(x)
		}()
	}
}

// FreshPerIteration makes a new semaphore for every element.
func FreshPerIteration(items []item) {
	for _, x := range items {
		sem := make(chan struct{}, most)
		sem <- struct{}{}
		go func() { // want "no limit found"
			defer func() { <-sem }()
			work(x)
		}()
	}
}

// OtherLoopIsGated has one gated loop and one that forgot.
func OtherLoopIsGated(items []item) {
	sem := make(chan struct{}, most)
	for _, x := range items {
		sem <- struct{}{}
		go func() {
			defer func() { <-sem }()
			work(x)
		}()
	}
	for _, x := range items {
		go work(x) // want "no limit found"
	}
}
