package p

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"time"
)

func run(ctx context.Context, x int) error

type service struct {
	cancel context.CancelFunc
	state  int
}

func (s *service) stop()     { s.cancel() }
func (s *service) look() int { return s.state }
func (s *service) set(n int) { s.state = n }
func (s *service) log(a ...any)

// cancels ends the work.
func cancels(ctx context.Context, xs []int) {
	ctx, cancel := context.WithCancel(ctx)
	var wg sync.WaitGroup
	for x := range xs {
		wg.Add(1)
		go func() { //= Between
			defer wg.Done()
			run(ctx, x)
		}()
	}
	cancel()
	wg.Wait()
}

// cancelsLater does so when the work is done.
func cancelsLater(ctx context.Context, xs []int) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var wg sync.WaitGroup
	for x := range xs {
		wg.Add(1)
		go func() { //= none
			defer wg.Done()
			run(ctx, x)
		}()
	}
	wg.Wait()
}

// cancelsFirst does so before a wait that is deferred too.
func cancelsFirst(ctx context.Context, xs []int) {
	ctx, cancel := context.WithCancel(ctx)
	var wg sync.WaitGroup
	defer wg.Wait()
	defer cancel()
	for x := range xs {
		wg.Add(1)
		go func() { //= Between
			defer wg.Done()
			run(ctx, x)
		}()
	}
}

// cancelsThere does so in the literal that waits.
func cancelsThere(ctx context.Context, xs []int) {
	ctx, cancel := context.WithCancel(ctx)
	var wg sync.WaitGroup
	defer func() {
		cancel()
		wg.Wait()
	}()
	for x := range xs {
		wg.Add(1)
		go func() { //= Between
			defer wg.Done()
			run(ctx, x)
		}()
	}
}

// cancelsByHelper does so in a function.
func cancelsByHelper(ctx context.Context, xs []int, s *service) {
	var wg sync.WaitGroup
	stop := func() { s.stop() }
	for x := range xs {
		wg.Add(1)
		go func() { //= Between
			defer wg.Done()
			run(ctx, x)
		}()
	}
	stop()
	wg.Wait()
}

// cancelsAfterLoop does so in the goroutine of the loop.
func cancelsAfterLoop(ctx context.Context, xs []int) {
	ctx, cancel := context.WithCancel(ctx)
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		for x := range xs {
			wg.Add(1)
			go func() { //= Between
				defer wg.Done()
				run(ctx, x)
			}()
		}
		cancel()
	}()
	wg.Wait()
}

// opens closes a channel that somebody out of sight waits for.
func opens(ctx context.Context, xs []int, gate chan struct{}) {
	var wg sync.WaitGroup
	for x := range xs {
		wg.Add(1)
		go func() { //= Between
			defer wg.Done()
			run(ctx, x)
		}()
	}
	close(gate)
	wg.Wait()
}

// opensInTurn does so in the last turn.
func opensInTurn(ctx context.Context, xs []int, gate chan struct{}) {
	var wg sync.WaitGroup
	for i := range xs {
		wg.Add(1)
		go func() { //= Between
			defer wg.Done()
			run(ctx, i)
		}()
		if i == len(xs)-1 {
			close(gate)
		}
	}
	wg.Wait()
}

// opensBeside does so in a goroutine.
func opensBeside(ctx context.Context, xs []int, gate chan struct{}) {
	var wg sync.WaitGroup
	for x := range xs {
		wg.Add(1)
		go func() { //= Between
			defer wg.Done()
			run(ctx, x)
		}()
	}
	go close(gate)
	wg.Wait()
}

// sends a message to somebody.
func sends(ctx context.Context, xs []int, gate chan int) {
	var wg sync.WaitGroup
	for x := range xs {
		wg.Add(1)
		go func() { //= Between
			defer wg.Done()
			run(ctx, x)
		}()
	}
	gate <- 1
	wg.Wait()
}

// stores a value that somebody asks for.
func stores(ctx context.Context, xs []int, ready *atomic.Bool) {
	var wg sync.WaitGroup
	for x := range xs {
		wg.Add(1)
		go func() { //= Between
			defer wg.Done()
			run(ctx, x)
		}()
	}
	ready.Store(true)
	wg.Wait()
}

// wakes those who wait for a condition.
func wakes(ctx context.Context, xs []int, c *sync.Cond) {
	var wg sync.WaitGroup
	for x := range xs {
		wg.Add(1)
		go func() { //= Between
			defer wg.Done()
			run(ctx, x)
		}()
	}
	c.Broadcast()
	wg.Wait()
}

// sets something under a lock.
func sets(ctx context.Context, xs []int, mu *sync.Mutex, s *service) {
	var wg sync.WaitGroup
	for x := range xs {
		wg.Add(1)
		go func() { //= Between
			defer wg.Done()
			run(ctx, x)
		}()
	}
	mu.Lock()
	s.state = 1
	mu.Unlock()
	wg.Wait()
}

// setsByHelper sets it in a function.
func setsByHelper(ctx context.Context, xs []int, s *service) {
	var wg sync.WaitGroup
	for x := range xs {
		wg.Add(1)
		go func() { //= Between
			defer wg.Done()
			run(ctx, x)
		}()
	}
	s.set(1)
	wg.Wait()
}

// sleeps for the work to get on.
func sleeps(ctx context.Context, xs []int) {
	var wg sync.WaitGroup
	for x := range xs {
		wg.Add(1)
		go func() { //= Between
			defer wg.Done()
			run(ctx, x)
		}()
	}
	time.Sleep(time.Second)
	wg.Wait()
}

// hears from somebody else first.
func hears(ctx context.Context, xs []int, from chan int) {
	var wg sync.WaitGroup
	for x := range xs {
		wg.Add(1)
		go func() { //= Between
			defer wg.Done()
			run(ctx, x)
		}()
	}
	<-from
	wg.Wait()
}

// logs and looks, which nobody waits for.
func logs(ctx context.Context, xs []int, s *service) {
	var wg sync.WaitGroup
	for x := range xs {
		wg.Add(1)
		go func() { //= none
			defer wg.Done()
			run(ctx, x)
		}()
	}
	fmt.Println("started", len(xs), s.look())
	s.log("started")
	wg.Wait()
}

// startsMore has more work for the same wait.
func startsMore(ctx context.Context, xs []int) {
	var wg sync.WaitGroup
	for x := range xs {
		wg.Add(1)
		go func() { //= none
			defer wg.Done()
			run(ctx, x)
		}()
	}
	wg.Add(1)
	go func() {
		defer wg.Done()
		run(ctx, 0)
	}()
	wg.Wait()
}
