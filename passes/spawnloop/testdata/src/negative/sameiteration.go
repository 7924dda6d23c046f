package negative

import (
	"context"
	"sync"
	"time"
)

// WaitInIteration waits for its own goroutines before the next round.
func WaitInIteration(items []item) {
	for _, x := range items {
		var wg sync.WaitGroup
		wg.Go(func() { work(x) })
		wg.Go(func() { _ = fetch(x.name) })
		wg.Wait()
	}
}

// WaitInIterationOuterGroup does so with one group for all rounds.
func WaitInIterationOuterGroup(items []item) {
	var wg sync.WaitGroup
	for _, x := range items {
		wg.Add(1)
		go func() {
			defer wg.Done()
			work(x)
		}()
		wg.Wait()
	}
}

// ReceiveInIteration receives the result of its own goroutine.
func ReceiveInIteration(items []item) error {
	for _, x := range items {
		errc := make(chan error, 1)
		go func() { errc <- fetch(x.name) }()
		if err := <-errc; err != nil {
			return err
		}
	}
	return nil
}

// DoneInIteration waits for a channel to be closed.
func DoneInIteration(items []item) {
	for _, x := range items {
		done := make(chan struct{})
		go func() {
			defer close(done)
			work(x)
		}()
		<-done
	}
}

// SelectInIteration waits for the result or leaves.
func SelectInIteration(ctx context.Context, items []item) error {
	for _, x := range items {
		errc := make(chan error, 1)
		go func() { errc <- fetch(x.name) }()
		select {
		case err := <-errc:
			if err != nil {
				return err
			}
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}

// DrainInIteration reads everything that its own goroutine sends.
func DrainInIteration(items []item) (n int) {
	for _, x := range items {
		tags := make(chan string)
		go func() {
			defer close(tags)
			for _, tag := range x.tags {
				tags <- tag
			}
		}()
		for range tags {
			n++
		}
	}
	return n
}

// RetryUntilDone is a forever loop with one attempt at a time.
func RetryUntilDone(x item) {
	for {
		errc := make(chan error)
		go func() { errc <- fetch(x.name) }()
		if <-errc == nil {
			return
		}
		time.Sleep(time.Second)
	}
}

// WaitInNamedClosure waits in a closure that the round calls.
func WaitInNamedClosure(items []item) {
	for _, x := range items {
		done := make(chan struct{})
		join := func() { <-done }
		go func() {
			work(x)
			close(done)
		}()
		join()
	}
}

// WaitDeferredInLiteral waits when the literal of the round returns.
func WaitDeferredInLiteral(items []item) {
	for _, x := range items {
		func() {
			var wg sync.WaitGroup
			defer wg.Wait()
			wg.Go(func() { work(x) })
		}()
	}
}
