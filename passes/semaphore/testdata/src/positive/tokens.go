package positive

import (
	"context"
	"errors"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"
	"golang.org/x/sync/semaphore"
)

var errEmpty = errors.New("empty")

// Returns keeps the token when it fails.
func (s *service) Returns(name string) error {
	s.slots <- struct{}{} // want `^the token of s\.slots is not given back on return at line 19$`
	if err := fetch(name); err != nil {
		return err
	}
	<-s.slots
	return nil
}

// Weighted checks too late.
func Weighted(ctx context.Context, sem *semaphore.Weighted, x item) error {
	return weighted(ctx, semaphore.NewWeighted(4), x)
}

func weighted(ctx context.Context, sem *semaphore.Weighted, x item) error {
	if err := sem.Acquire(ctx, 1); err != nil { // want `^what sem\.Acquire takes is not given back on return at line 35$`
		return err
	}
	if x.name == "" {
		return errEmpty
	}
	defer sem.Release(1)
	return fetch(x.name)
}

// Continues keeps one for each element that it skips.
func Continues(items []item) {
	sem := make(chan struct{}, most)
	var wg sync.WaitGroup
	for _, x := range items {
		sem <- struct{}{} // want `^the token of sem is not given back before the next turn, at line 48$`
		if x.name == "" {
			continue
		}
		wg.Add(1)
		go func() {
			defer wg.Done()
			defer func() { <-sem }()
			work(x)
		}()
	}
	wg.Wait()
}

// Handed gives the token to work that keeps it when it fails.
func Handed(items []item) {
	sem := make(chan struct{}, most)
	for _, x := range items {
		sem <- struct{}{} // want `^the token of sem, taken for work, is not given back by it on return at line 67$`
		go func() {
			if fetch(x.name) != nil {
				return
			}
			<-sem
		}()
	}
}

// Pool is filled when it is made, and taken from by receiving.
type Pool struct{ free chan int }

func NewPool(n int) *Pool {
	p := &Pool{free: make(chan int, n)}
	for range n {
		p.free <- 1
	}
	return p
}

// Use gives nothing back when there is nothing to do.
func (p *Pool) Use(x item) {
	<-p.free // want `^the token of p\.free is not given back on return at line 89$`
	if x.name == "" {
		return
	}
	work(x)
	p.free <- 1
}

// Gate is a limiter of the program's own.
type Gate struct{ places chan struct{} }

func NewGate() *Gate { return &Gate{places: make(chan struct{}, most)} }

func (g *Gate) enter(ctx context.Context) error {
	select {
	case g.places <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (g *Gate) leave() { <-g.places }

// Through takes by one method and gives back by another.
func (g *Gate) Through(ctx context.Context, x item) error {
	if err := g.enter(ctx); err != nil { // want `^what g\.enter takes is not given back on return at line 117$`
		return err
	}
	if x.name == "" {
		return errEmpty
	}
	work(x)
	g.leave()
	return nil
}

// Recovers goes on after a panic, without its token.
func Recovers(items []item) {
	sem := make(chan struct{}, most)
	for _, x := range items {
		sem <- struct{}{} // want `^the token of sem is lost when line 133 panics: line 130 recovers, and no defer gives it back$`
		go func() {
			defer func() {
				_ = recover()
			}()
			work(x)
			<-sem
		}()
	}
}

type other struct {
	twice, untaken chan struct{}
	sem            *semaphore.Weighted
}

// Twice has a defer already.
func (o *other) Twice(x item) error {
	o.twice <- struct{}{} // want `^the token of o\.twice is given back twice on one way, at lines 149 and 147$`
	defer func() { <-o.twice }()
	if x.name == "" {
		<-o.twice
		return errEmpty
	}
	return fetch(x.name)
}

// Untaken gives up waiting, and gives back.
func (o *other) Untaken(x item) {
	select {
	case o.untaken <- struct{}{}:
	case <-time.After(time.Second):
	}
	work(x)
	<-o.untaken // want `^a token is given back also when line 158 has taken none$`
}

// Ignores goes on with nothing in hand.
func (o *other) Ignores(ctx context.Context, x item) {
	o.sem.Acquire(ctx, 1) // want `^the result of o\.sem\.Acquire is ignored: it may have taken nothing, and line 168 gives back all the same$`
	defer o.sem.Release(1)
	work(x)
}

// Tries does not wait for the answer.
func Tries(x item) {
	sem := semaphore.NewWeighted(1)
	sem.TryAcquire(1) // want `^the result of sem\.TryAcquire is ignored: it may have taken nothing, and line 177 gives back all the same$`
	work(x)
	sem.Release(1)
}

// Hides says that the context is canceled, whatever went wrong.
func Hides(ctx context.Context, items []item) error {
	sem := semaphore.NewWeighted(most)
	g, ctx := errgroup.WithContext(ctx)
	for _, x := range items {
		if err := sem.Acquire(ctx, 1); err != nil { // want `^sem\.Acquire fails when the work of the group has: line 186 returns that error, not the one of the group, and nobody waits$`
			return err
		}
		g.Go(func() error {
			defer sem.Release(1)
			return fetch(x.name)
		})
	}
	return g.Wait()
}

// NoRoom sends before anybody can receive.
func NoRoom(items []item) {
	sem := make(chan struct{})
	for _, x := range items {
		sem <- struct{}{} // want `^sem has no room: this send waits for a receive that comes after it, at line 202$`
		go func() {
			defer func() { <-sem }()
			work(x)
		}()
	}
}

// NoWeight has none to give.
func NoWeight(ctx context.Context, x item) error {
	sem := semaphore.NewWeighted(0) // want `^semaphore\.NewWeighted makes a semaphore without room: line 211 can never take anything$`
	if err := sem.Acquire(ctx, 1); err != nil {
		return err
	}
	defer sem.Release(1)
	return fetch(x.name)
}
