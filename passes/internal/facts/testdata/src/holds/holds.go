// Package holds has limiters whose two halves are called by other packages.
package holds

import (
	"context"
	"sync"

	"golang.org/x/sync/semaphore"
)

type Limiter struct {
	slots chan struct{}
	w     *semaphore.Weighted
	wg    sync.WaitGroup
}

func (l *Limiter) Acquire() { // want Acquire:"waits" Acquire:"sends to -1 slots"
	l.slots <- struct{}{}
}

func (l *Limiter) Release() { // want Release:"waits" Release:"receives from -1 slots"
	<-l.slots
}

func (l *Limiter) AcquireContext(ctx context.Context) error { // want AcquireContext:"waits" AcquireContext:"sends to -1 slots"
	select {
	case l.slots <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (l *Limiter) Try() bool { // want Try:"waits"
	select {
	case l.slots <- struct{}{}:
		return true
	default:
		return false
	}
}

func (l *Limiter) Take(ctx context.Context) error { // want Take:"waits" Take:"acquires -1 w"
	return l.w.Acquire(ctx, 1)
}

func (l *Limiter) Give() { // want Give:"releases -1 w"
	l.w.Release(1)
}

type Outer struct{ Limit *Limiter }

func (o *Outer) Enter() { // want Enter:"waits" Enter:"sends to -1 Limit.slots"
	o.Limit.Acquire()
}

func (o *Outer) Leave() { // want Leave:"waits" Leave:"receives from -1 Limit.slots"
	o.Limit.Release()
}

var global = make(chan struct{}, 8)

func Enter() { // want Enter:"waits" Enter:"sends to -2 global"
	global <- struct{}{}
}

func Leave() { // want Leave:"waits" Leave:"receives from -2 global"
	<-global
}

func Into(sem chan struct{}) { // want Into:"waits" Into:"sends to 0 "
	sem <- struct{}{}
}

// What is taken and given back by the same call is its own affair.
func (l *Limiter) Do(f func()) { // want Do:"waits"
	l.slots <- struct{}{}
	f()
	<-l.slots
}

// A value is no token.
func Queue(ch chan int) { // want Queue:"waits"
	ch <- 1
}
