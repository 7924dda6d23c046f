package p

import (
	"context"
	"sync"

	"golang.org/x/sync/semaphore"
	"golang.org/x/time/rate"
)

func work(...any) {}

func channel(xs []int, n int) {
	sem := make(chan struct{}, 8)
	for range xs {
		sem <- struct{}{}
		go func() { //= semaphore before the spawn, constant
			defer func() { <-sem }()
			work()
		}()
	}
	chosen := make(chan struct{}, n)
	for range xs {
		chosen <- struct{}{}
		go func() { //= semaphore before the spawn, configured
			work()
			<-chosen
		}()
	}
}

// Tokens taken from a channel that was filled before.
func taken(xs []int) {
	tokens := make(chan int, 8)
	for i := range 8 {
		tokens <- i
	}
	for range xs {
		t := <-tokens
		go func() { //= semaphore before the spawn, once
			work()
			tokens <- t
		}()
	}
}

func inSelect(ctx context.Context, xs []int) error {
	sem := make(chan struct{}, 8)
	for range xs {
		select {
		case sem <- struct{}{}:
		case <-ctx.Done():
			return ctx.Err()
		}
		go func() { //= semaphore before the spawn, constant
			defer func() { <-sem }()
			work()
		}()
	}
	return nil
}

// When there is no room the work is done at once.
func inline(xs []int) {
	sem := make(chan struct{}, 8)
	for range xs {
		select {
		case sem <- struct{}{}:
			go func() { //= semaphore before the spawn, constant
				defer func() { <-sem }()
				work()
			}()
		default:
			work()
		}
	}
}

// The token is taken, or not; the work starts in either case.
func overflow(xs []int) {
	sem := make(chan struct{}, 8)
	for range xs {
		select {
		case sem <- struct{}{}:
		default:
		}
		go func() { //= fake: not acquired before every spawn
			defer func() { <-sem }()
			work()
		}()
	}
}

func named(xs []int) {
	sem := make(chan struct{}, 8)
	for range xs {
		sem <- struct{}{}
		go release(sem) //= semaphore before the spawn, constant
	}
}

func release(sem chan struct{}) {
	defer func() { <-sem }()
	work()
}

type pool struct {
	sem chan struct{}
	w   *semaphore.Weighted
	mu  sync.Mutex
}

func newPool(n int) *pool {
	return &pool{sem: make(chan struct{}, n), w: semaphore.NewWeighted(int64(n))}
}

func (p *pool) field(xs []int) {
	for range xs {
		p.sem <- struct{}{}
		go p.done() //= semaphore before the spawn, configured
	}
}

func (p *pool) done() { <-p.sem }

func (p *pool) weighted(ctx context.Context, xs []int) {
	for range xs {
		if err := p.w.Acquire(ctx, 1); err != nil {
			break
		}
		go func() { //= semaphore before the spawn, configured
			defer p.w.Release(1)
			work()
		}()
	}
}

func local(ctx context.Context, xs []int) {
	w := semaphore.NewWeighted(8)
	for range xs {
		_ = w.Acquire(ctx, 1)
		go func() { //= semaphore before the spawn, constant
			defer w.Release(1)
		}()
	}
	for range xs {
		if !w.TryAcquire(1) {
			continue
		}
		go func() { //= semaphore before the spawn, constant
			defer w.Release(1)
		}()
	}
	for range xs {
		w.TryAcquire(1)
		go func() { //= fake: not acquired before every spawn
			defer w.Release(1)
		}()
	}
}

// A lock that the work unlocks is a semaphore of one.
func (p *pool) lock(xs []int) {
	for range xs {
		p.mu.Lock()
		go func() { //= semaphore before the spawn, constant
			defer p.mu.Unlock()
			work()
		}()
	}
	for range xs {
		if p.mu.TryLock() {
			go func() { //= semaphore before the spawn, constant
				defer p.mu.Unlock()
				work()
			}()
		}
	}
	for range xs {
		p.mu.Lock()
		p.mu.Unlock()
		go work() //= none
	}
	for range xs {
		p.mu.Lock()
		go work() //= none
		p.mu.Unlock()
	}
}

func inside(ctx context.Context, xs []int, w *semaphore.Weighted) {
	sem := make(chan struct{}, 8)
	for range xs {
		go func() { //= fake: acquired inside the work
			sem <- struct{}{}
			defer func() { <-sem }()
			work()
		}()
	}
	for range xs {
		go func() { //= fake: acquired inside the work
			if w.Acquire(ctx, 1) != nil {
				return
			}
			defer w.Release(1)
		}()
	}
}

func dataSized(xs []int) {
	sem := make(chan struct{}, len(xs))
	for range xs {
		sem <- struct{}{}
		go func() { //= fake: as large as the data
			defer func() { <-sem }()
		}()
	}
	w := semaphore.NewWeighted(int64(len(xs)))
	for range xs {
		_ = w.Acquire(nil, 1)
		go func() { //= fake: as large as the data
			defer w.Release(1)
		}()
	}
}

// The data is the capacity only when it is small.
func clampedToData(xs []int, n int) {
	n = min(n, len(xs))
	sem := make(chan struct{}, n)
	for range xs {
		sem <- struct{}{}
		go func() { //= semaphore before the spawn, configured
			defer func() { <-sem }()
		}()
	}
}

func givenBack(ctx context.Context, xs []int, w *semaphore.Weighted) {
	sem := make(chan struct{}, 8)
	for range xs {
		sem <- struct{}{}
		go work() //= fake: token given back at once
		<-sem
	}
	for range xs {
		_ = w.Acquire(ctx, 1)
		go work() //= fake: token given back at once
		w.Release(1)
	}
}

// Made in each turn, it holds nothing back.
func madeAnew(xs []int) {
	for range xs {
		sem := make(chan struct{}, 1)
		sem <- struct{}{}
		go func() { //= none
			<-sem
		}()
	}
}

func rates(ctx context.Context, xs []int, l *rate.Limiter) {
	for range xs {
		_ = l.Wait(ctx)
		go work() //= fake: rate limiter
	}
	for range xs {
		if !l.Allow() {
			continue
		}
		go work() //= fake: rate limiter
	}
}

// A rate beside a semaphore does not take its effect away.
func rateAndSemaphore(ctx context.Context, xs []int, l *rate.Limiter) {
	sem := make(chan struct{}, 8)
	for range xs {
		_ = l.Wait(ctx)
		sem <- struct{}{}
		go func() { //= semaphore before the spawn, constant
			<-sem
		}()
	}
}

func outer(xs, ys []int) {
	sem := make(chan struct{}, 8)
	for range xs {
		sem <- struct{}{}
		for range ys {
			go func() { //= none
				<-sem
			}()
		}
	}
}

// Another channel than the one that the work gives back to.
func wrongChannel(xs []int) {
	a, b := make(chan int, 8), make(chan int, 8)
	for range xs {
		a <- 1
		go func() { //= none
			<-b
		}()
	}
}

func inClosure(xs []int) {
	sem := make(chan struct{}, 8)
	start := func() {
		sem <- struct{}{}
		go func() { //= semaphore before the spawn, constant
			<-sem
		}()
	}
	for range xs {
		start()
	}
	later := func() {
		go func() { //= semaphore before the spawn, constant
			<-sem
		}()
	}
	for range xs {
		sem <- struct{}{}
		later()
	}
}
