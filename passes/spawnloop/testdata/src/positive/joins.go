package positive

import (
	"context"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// WaitGroupJoin waits for all of them, after all of them were started.
func WaitGroupJoin(items []item) {
	var wg sync.WaitGroup
	for _, x := range items {
		wg.Add(1)
		go func() { // want "no limit found"
			defer wg.Done()
			work(x)
		}()
	}
	wg.Wait()
}

// AddAllAtOnce calls Add with the length.
func AddAllAtOnce(items []item) {
	var wg sync.WaitGroup
	wg.Add(len(items))
	for _, x := range items {
		go func() { // want "no limit found"
			defer wg.Done()
			work(x)
		}()
	}
	wg.Wait()
}

// ChannelJoin drains results after the loop.
func ChannelJoin(items []item) error {
	errs := make(chan error, len(items))
	for _, x := range items {
		go func() { // want "no limit found"
			errs <- fetch(x.name)
		}()
	}
	for range items {
		if err := <-errs; err != nil {
			return err
		}
	}
	return nil
}

// ContextOnly can be cancelled, and bounds nothing.
func ContextOnly(ctx context.Context, items []item) {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	for _, x := range items {
		if ctx.Err() != nil {
			return
		}
		go func() { // want "no limit found"
			select {
			case <-ctx.Done():
			default:
				work(x)
			}
		}()
	}
}

// ContextPoll looks at Done in a select with a default before the spawn.
func ContextPoll(ctx context.Context, items []item) {
	for _, x := range items {
		select {
		case <-ctx.Done():
			return
		default:
		}
		go work(x) // want "no limit found"
	}
}

// SleepInLoop only slows the start.
func SleepInLoop(items []item) {
	for _, x := range items {
		go work(x) // want "no limit found"
		time.Sleep(10 * time.Millisecond)
	}
}

// TickerInLoop receives a tick before each spawn: a tick is not a token.
func TickerInLoop(items []item) {
	t := time.NewTicker(time.Second)
	defer t.Stop()
	for _, x := range items {
		<-t.C
		go work(x) // want "no limit found"
	}
}

// AfterInLoop waits for a timer or the end.
func AfterInLoop(ctx context.Context, items []item) {
	for _, x := range items {
		select {
		case <-time.After(time.Second):
		case <-ctx.Done():
			return
		}
		go work(x) // want "no limit found"
	}
}

// RateLimited waits for a rate, which is not a bound.
func RateLimited(ctx context.Context, items []item) error {
	lim := rate.NewLimiter(rate.Every(time.Second), 1)
	for _, x := range items {
		if err := lim.Wait(ctx); err != nil {
			return err
		}
		go work(x) // want "no limit found"
	}
	return nil
}

// LockReleasedBeforeSpawn guards a counter, not the work.
func (s *service) LockReleasedBeforeSpawn(items []item) {
	for _, x := range items {
		s.mu.Lock()
		s.count++
		s.mu.Unlock()
		go s.work(x) // want "no limit found"
	}
}

// LockInsideWork lines the goroutines up, and starts them all.
func (s *service) LockInsideWork(items []item) {
	for _, x := range items {
		go func() { // want "no limit found|inside"
			s.mu.Lock()
			defer s.mu.Unlock()
			s.work(x)
		}()
	}
}

func (s *service) started() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.count++
}

// PlainMethodBefore calls a method before the spawn that never waits.
func (s *service) PlainMethodBefore(items []item) {
	for _, x := range items {
		s.started()
		go s.work(x) // want "no limit found"
	}
}

// JoinedComputation needs no more than the processors, and starts one per element.
func JoinedComputation(xs []int) {
	var wg sync.WaitGroup
	for i := range xs {
		wg.Go(func() { xs[i] *= xs[i] }) // want "no limit found"
	}
	wg.Wait()
}
