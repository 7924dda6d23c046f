package p

import (
	"context"
	"sync"
	"time"

	"golang.org/x/sync/semaphore"
)

func work(...any) {}

type limiter struct{ slots chan struct{} }

func (l *limiter) acquire() { l.slots <- struct{}{} }

func (l *limiter) release() { <-l.slots }

func (l *limiter) try() bool {
	select {
	case l.slots <- struct{}{}:
		return true
	default:
		return false
	}
}

func own(xs []int, l *limiter) {
	for range xs {
		l.acquire()
		go func() { //= limiter before the spawn
			defer l.release()
			work()
		}()
	}
	for range xs {
		if !l.try() {
			continue
		}
		go func() { //= limiter before the spawn
			defer l.release()
		}()
	}
	for range xs {
		l.try()
		go func() { //= none
			defer l.release()
		}()
	}
	for range xs {
		go func() { //= fake: acquired inside the work
			l.acquire()
			defer l.release()
		}()
	}
}

func literals(xs []int) {
	sem := make(chan struct{}, 8)
	acquire := func() { sem <- struct{}{} }
	release := func() { <-sem }
	for range xs {
		acquire()
		go func() { //= limiter before the spawn
			defer release()
		}()
	}
}

type weighted struct{ w *semaphore.Weighted }

func (w *weighted) take(ctx context.Context) error { return w.w.Acquire(ctx, 1) }

func (w *weighted) give() { w.w.Release(1) }

func table(ctx context.Context, xs []int, w *weighted) {
	for range xs {
		if w.take(ctx) != nil {
			break
		}
		go func() { //= limiter before the spawn
			defer w.give()
		}()
	}
}

type cond struct {
	mu sync.Mutex
	c  *sync.Cond
	n  int
}

func (c *cond) wait() {
	c.mu.Lock()
	for c.n > 8 {
		c.c.Wait()
	}
	c.n++
	c.mu.Unlock()
}

func (c *cond) done() {
	c.mu.Lock()
	c.n--
	c.mu.Unlock()
	c.c.Signal()
}

func conds(xs []int, c *cond) {
	for range xs {
		c.wait()
		go func() { //= limiter before the spawn
			defer c.done()
		}()
	}
	for range xs {
		c.mu.Lock()
		for c.n > 8 {
			c.c.Wait()
		}
		c.n++
		c.mu.Unlock()
		go c.done() //= counter guard
	}
}

type polls struct {
	mu sync.Mutex
	n  int
}

func (p *polls) enter() {
	for {
		p.mu.Lock()
		if p.n < 8 {
			p.n++
			p.mu.Unlock()
			return
		}
		p.mu.Unlock()
		time.Sleep(time.Millisecond)
	}
}

func (p *polls) leave() {
	p.mu.Lock()
	p.n--
	p.mu.Unlock()
}

func polling(xs []int, p *polls) {
	for range xs {
		p.enter()
		go func() { //= limiter before the spawn
			defer p.leave()
		}()
	}
}

func (p *polls) allow() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.n >= 8 {
		return false
	}
	p.n++
	return true
}

func counting(xs []int, p *polls) {
	for range xs {
		if !p.allow() {
			continue
		}
		go func() { //= counter guard
			defer p.leave()
		}()
	}
}

// release := acquire(), and the work calls release.
func (l *limiter) slot() func() {
	l.slots <- struct{}{}
	return func() { <-l.slots }
}

func handedBack(xs []int, l *limiter) {
	for range xs {
		release := l.slot()
		go func() { //= limiter before the spawn
			defer release()
		}()
	}
}

// An interface hides whether the first of a pair waits.
type tickets interface {
	Get() error
	Put()
}

func hidden(xs []int, t tickets) {
	for range xs {
		if t.Get() != nil {
			break
		}
		go func() { //= a call that may wait, out of sight
			defer t.Put()
		}()
	}
}

// Neither logging nor counting waits.
type log struct{ n int }

func (l *log) begin() { l.n++ }

func (l *log) end() { l.n-- }

func logged(xs []int, l *log) {
	for range xs {
		l.begin()
		go func() { //= none
			defer l.end()
		}()
	}
}
