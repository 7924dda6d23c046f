package p

import (
	"context"
	"log"
	"sync"
	"sync/atomic"

	"github.com/nats-io/nats.go/jetstream"
	"golang.org/x/sync/errgroup"
	"golang.org/x/sync/semaphore"
)

type state struct {
	mu   sync.Mutex
	cond *sync.Cond
	wg   sync.WaitGroup
	g    errgroup.Group
	sem  *semaphore.Weighted
	busy atomic.Bool
	n    int
}

func (s *state) locks() { //= locks mu, unlocks mu, calls mu
	s.mu.Lock()
	defer s.mu.Unlock()
}

// The goroutine unlocks at another time.
func (s *state) hands() { //= locks mu, calls mu, tries
	if s.mu.TryLock() {
		go s.mu.Unlock()
	}
	select {
	default:
	}
}

func (s *state) groups() { //= submits g, finishes wg, joins wg, joins g, calls g, calls wg
	s.g.Go(func() error { return nil })
	s.wg.Done()
	s.wg.Wait()
	_ = s.g.Wait()
}

func (s *state) conditions() { //= awaits cond, signals cond, calls cond
	s.cond.Wait()
	s.cond.Broadcast()
}

// The semaphore of a library: others wait for it, whoever gives it back.
func (s *state) semaphore(ctx context.Context) { //= releases sem, calls sem, takes its own
	_ = s.sem.Acquire(ctx, 1)
	s.sem.Release(1)
}

func (s *state) attempts() bool { //= calls sem, tries
	return s.sem.TryAcquire(1)
}

func (s *state) swaps() bool { //= calls busy, tries
	return s.busy.CompareAndSwap(false, true)
}

func (s *state) counts() bool { //= counts
	s.n++
	return s.n < 8
}

func (s *state) compares() bool { return s.n < 8 } //= nothing

func (s *state) polls() { //= locks mu, unlocks mu, calls mu, counts, polls
	for {
		s.mu.Lock()
		if s.n < 8 {
			s.n++
			s.mu.Unlock()
			return
		}
		s.mu.Unlock()
	}
}

func slot(ch chan int) func() { //= sends ch, takes ch
	ch <- 1
	return func() { <-ch }
}

func invokes(ch chan int) { //= sends ch, takes ch, calls ch, invokes slot()
	release := slot(ch)
	release()
	log.Print()
}

type ticket interface {
	Get() error
	Put()
}

// Both methods count, each once, in their order: see TestCalled.
func tickets(t ticket) { //= calls t
	_ = t.Get()
	t.Put()
	t.Put()
}

func pair(ch chan int) (func(), error) { //= sends ch, takes ch
	ch <- 1
	return func() { <-ch }, nil
}

func invokesOne(ch chan int) { //= sends ch, takes ch, calls ch, invokes pair()
	release, _ := pair(ch)
	release()
}

// A goroutine of the code does these at another time.
func (s *state) aside(ch chan int) { //= receives aside ch, calls g, calls sem, calls mu, calls wg
	go func() {
		s.g.Go(job)
		s.sem.Release(1)
		s.mu.Unlock()
		ch <- 1
	}()
	s.wg.Go(func() {
		ch <- 1
		<-ch
	})
}

func job() error { return nil } //= nothing

// What gives a place back is no work.
func (s *state) sendsLast(a, b chan int) { //= sends a, sends b, takes a, takes b, releases sem, unlocks mu, calls sem, calls mu
	a <- 1
	s.sem.Release(1)
	b <- 1
	s.mu.Unlock()
}

func (s *state) swap() bool { //= calls busy, tries
	return s.busy.Swap(true)
}

func (s *state) loads() bool { //= calls busy
	return s.busy.Load()
}

// Conditions without a name are taken to be the same.
func anyCondition(conds chan *sync.Cond) { //= receives conds, takes conds, awaits condition, signals condition
	(<-conds).Wait()
	(<-conds).Signal()
}

func acks(msg jetstream.Msg) { //= calls msg, acks
	_ = msg.Ack()
}
