// Package p keeps tokens on some ways.
package p

import (
	"context"
	"errors"
	"sync"

	"golang.org/x/sync/semaphore"
)

var errBad = errors.New("bad")

func work(int) error { return nil }

func use(int) {}

var global = make(chan struct{}, 4)

func early(x int) error {
	global <- struct{}{} //= leak +2
	if err := work(x); err != nil {
		return err
	}
	use(x)
	<-global
	return nil
}

func callsDeferredAfter(ctx context.Context, x int) error {
	return deferredAfter(ctx, semaphore.NewWeighted(4), x)
}

func deferredAfter(ctx context.Context, sem *semaphore.Weighted, x int) error {
	if err := sem.Acquire(ctx, 1); err != nil { //= leak +4
		return err
	}
	if x == 0 {
		return errBad
	}
	defer sem.Release(1)
	return work(x)
}

func skips(xs []int) {
	sem := make(chan struct{}, 4)
	var wg sync.WaitGroup
	for _, x := range xs {
		sem <- struct{}{} //= leak +2 turn
		if x == 0 {
			continue
		}
		wg.Add(1)
		go func() {
			defer wg.Done()
			defer func() { <-sem }()
			use(x)
		}()
	}
	wg.Wait()
}

func returnsFromWork(xs []int) {
	sem := make(chan struct{}, 4)
	for _, x := range xs {
		sem <- struct{}{} //= leak +3 work
		go func() {
			if work(x) != nil {
				return
			}
			<-sem
		}()
	}
}

func namedWork(xs []int) {
	sem := make(chan struct{}, 4)
	for _, x := range xs {
		sem <- struct{}{} //= leak +7 work
		go handed(sem, x)
	}
}

func handed(sem chan struct{}, x int) {
	if work(x) != nil {
		return
	}
	<-sem
}

type server struct {
	slots, more, third, fourth chan struct{}
	sem, weighted              *semaphore.Weighted
	free                       chan bool
}

func newServer(n int) *server {
	s := &server{slots: make(chan struct{}, n), sem: semaphore.NewWeighted(8), free: make(chan bool, n)}
	for range n {
		s.free <- true
	}
	return s
}

func (s *server) field(x int) error {
	s.slots <- struct{}{} //= leak +2
	if x == 0 {
		return errBad
	}
	err := work(x)
	<-s.slots
	return err
}

func (s *server) pool(x int) error {
	<-s.free //= leak +2
	if x == 0 {
		return errBad
	}
	err := work(x)
	s.free <- true
	return err
}

func (s *server) inSelect(ctx context.Context, x int) error {
	select {
	case s.slots <- struct{}{}: //= leak +5
	case <-ctx.Done():
		return ctx.Err()
	}
	if x == 0 {
		return errBad
	}
	<-s.slots
	return nil
}

func (s *server) tried(x int) bool {
	if !s.sem.TryAcquire(1) { //= leak +4
		return false
	}
	if x == 0 {
		return false
	}
	use(x)
	s.sem.Release(1)
	return true
}

func (s *server) twice(x int) {
	s.more <- struct{}{} //= twice +1
	defer func() { <-s.more }()
	if x == 0 {
		use(x)
		<-s.more
	}
}

func (s *server) untaken(ctx context.Context, x int) {
	select {
	case s.third <- struct{}{}:
	case <-ctx.Done():
	}
	use(x)
	<-s.third //= untaken -4
}

func (s *server) deferredFirst(ctx context.Context, x int) error {
	defer s.weighted.Release(1) //= untaken +1
	if err := s.weighted.Acquire(ctx, 1); err != nil {
		return err
	}
	use(x)
	return nil
}

func (s *server) recovered(x int) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = errBad
		}
	}()
	s.fourth <- struct{}{} //= panics +1
	use(x)
	<-s.fourth
	return nil
}

type limiter struct{ tokens chan struct{} }

func newLimiter() *limiter { return &limiter{make(chan struct{}, 3)} }

func (l *limiter) take() { l.tokens <- struct{}{} }

func (l *limiter) give() { <-l.tokens }

func (l *limiter) taken(ctx context.Context) error {
	select {
	case l.tokens <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (l *limiter) byHelper(x int) {
	l.take() //= leak +2
	if x == 0 {
		return
	}
	use(x)
	l.give()
}

func (l *limiter) byTryingHelper(ctx context.Context, x int) error {
	if err := l.taken(ctx); err != nil { //= leak +4
		return err
	}
	if x == 0 {
		return errBad
	}
	use(x)
	l.give()
	return nil
}

type crawler struct{ slots chan struct{} }

func crawl(xs []int) {
	c := &crawler{slots: make(chan struct{}, 4)}
	var wg sync.WaitGroup
	for _, x := range xs {
		wg.Go(func() {
			if c.visit(x) == nil {
				use(x)
			}
		})
	}
	wg.Wait()
}

func (c *crawler) visit(x int) error {
	c.slots <- struct{}{} //= leak +2
	if err := work(x); err != nil {
		return err
	}
	<-c.slots
	return nil
}

// A connPool gives a place with each connection: put gives it back.
type connPool struct{ places chan struct{} }

func (p *connPool) get(x int) (*int, error) {
	p.places <- struct{}{} //= leak +2
	if x == 0 {
		return nil, errBad
	}
	if err := work(x); err != nil {
		p.put()
		return nil, err
	}
	return &x, nil
}

func (p *connPool) put() { <-p.places }
