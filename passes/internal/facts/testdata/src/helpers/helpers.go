// Package helpers has functions that start goroutines, or wait, for others.
package helpers

import (
	"context"
	"sync"

	"golang.org/x/sync/errgroup"
	"golang.org/x/sync/semaphore"
)

func Spawn(f func()) { // want Spawn:"spawns\\(0\\)"
	go f()
}

func InLiteral(name string, f func()) { // want InLiteral:"spawns\\(1\\)"
	go func() {
		defer println(name)
		f()
	}()
}

func Handed(f func()) { // want Handed:"spawns\\(0\\)"
	go run(f)
}

func run(f func()) { f() }

func Two(f, g func()) { // want Two:"spawns\\(0,1\\)"
	go g()
	go f()
}

func Maybe(f func(), ok bool) { // want Maybe:"spawns\\(0\\)"
	if ok {
		go f()
	}
}

func First(f func()) { // want First:"spawns\\(0\\)"
	Spawn(f)
}

func Second(f func()) { // want Second:"spawns\\(0\\)"
	First(func() { f() })
}

func Third(f func()) { // want Third:"spawns\\(0\\)"
	Second(f)
}

type Work func()

func Named(f Work) { // want Named:"spawns\\(0\\)"
	go f()
}

func Generic[T any](x T, f func(T)) { // want Generic:"spawns\\(1\\)"
	go f(x)
}

type Pool struct {
	wg  sync.WaitGroup
	g   errgroup.Group
	sem chan struct{}
	w   *semaphore.Weighted
	c   *sync.Cond
}

func (p *Pool) Spawn(f func()) { // want Spawn:"spawns\\(0\\)"
	p.wg.Add(1)
	go func() {
		defer p.wg.Done()
		f()
	}()
}

func (p Pool) Value(f func()) { // want Value:"spawns\\(0\\)"
	go f()
}

func (p *Pool) WaitGroup(f func()) { // want WaitGroup:"spawns\\(0\\)"
	p.wg.Go(f)
}

type Of[T any] struct{}

func (*Of[T]) Spawn(f func(T)) { // want Spawn:"spawns\\(0\\)"
	go f(*new(T))
}

// A group may have a limit: whoever calls its Go waits for a place.
func (p *Pool) Group(f func() error) {
	p.g.Go(f)
}

// Once a call is what makes a helper.
func InLoop(fs []func(), f func()) {
	for range fs {
		go f()
	}
}

func Literals(f func()) func() {
	return func() {
		go f()
	}
}

func Calls(f func()) { f() }

func Other(f, g func()) { // want Other:"spawns\\(1\\)"
	f()
	go g()
}

func NoFunc(n int) { // want NoFunc:"starts"
	go println(n)
}

// Whoever waits before or after holds the caller back.
func Joined(f func()) { // want Joined:"waits"
	done := make(chan int)
	go func() {
		f()
		close(done)
	}()
	<-done
}

func (p *Pool) Acquired(f func()) { // want Acquired:"waits" Acquired:"sends to -1 sem"
	p.sem <- struct{}{}
	go func() {
		f()
		<-p.sem
	}()
}

func (p *Pool) InSelect(ctx context.Context, f func()) { // want InSelect:"waits" InSelect:"sends to -1 sem"
	select {
	case p.sem <- struct{}{}:
	case <-ctx.Done():
	}
	go f()
}

func (p *Pool) Weighted(ctx context.Context, f func()) { // want Weighted:"waits" Weighted:"acquires -1 w"
	_ = p.w.Acquire(ctx, 1)
	go f()
}

func (p *Pool) Cond(f func()) { // want Cond:"waits"
	p.c.Wait()
	go f()
}

func (p *Pool) WaitGroupJoined(f func()) { // want WaitGroupJoined:"waits"
	p.wg.Go(f)
	p.wg.Wait()
}

func Range(ch chan int) { // want Range:"waits"
	for range ch {
	}
}

func Waits() { // want Waits:"waits"
	Range(nil)
}

func WaitsToo() { // want WaitsToo:"waits"
	Waits()
}

func WaitingHelper(f func()) { // want WaitingHelper:"waits"
	WaitsToo()
	go f()
}

// What a goroutine or a literal waits for is not the caller's wait.
func Goroutine(ch chan int) { // want Goroutine:"starts and stays"
	go func() {
		<-ch
	}()
	_ = func() {
		<-ch
	}
}
