// Package p keeps nothing, or hands on what it keeps.
package p

import (
	"context"
	"errors"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"
	"golang.org/x/sync/semaphore"
)

var errBad = errors.New("bad")

func work(int) error { return nil }

func use(int) {}

func deferred(x int) error {
	sem := make(chan struct{}, 4)
	sem <- struct{}{}
	defer func() { <-sem }()
	return work(x)
}

func flagged(sem2 bool, x int) {
	sem := make(chan struct{}, 4)
	held := false
	if x > 3 {
		sem <- struct{}{}
		held = true
	}
	use(x)
	if held {
		<-sem
	}
}

func asked(limited bool, x int) {
	sem := make(chan struct{}, 4)
	if limited {
		sem <- struct{}{}
	}
	use(x)
	if limited {
		<-sem
	}
}

func drains(xs []int) {
	sem := make(chan struct{}, 4)
	for _, x := range xs {
		sem <- struct{}{}
		go func() {
			defer func() { <-sem }()
			use(x)
		}()
	}
	for range cap(sem) {
		sem <- struct{}{}
	}
}

func drainsWeighted(ctx context.Context, xs []int) error {
	sem := semaphore.NewWeighted(4)
	for _, x := range xs {
		if err := sem.Acquire(ctx, 1); err != nil {
			return err
		}
		go func() {
			defer sem.Release(1)
			use(x)
		}()
	}
	return sem.Acquire(ctx, 4)
}

func gathers(x int) {
	sem := make(chan struct{}, 4)
	for range 3 {
		sem <- struct{}{}
	}
	use(x)
	for range 3 {
		<-sem
	}
}

func results(xs []int) {
	done := make(chan struct{}, 1)
	for _, x := range xs {
		go func() {
			use(x)
			done <- struct{}{}
		}()
	}
	for range xs {
		<-done
	}
}

type server struct {
	slots chan struct{}
	wake  chan struct{}
	sem   *semaphore.Weighted
	lock  chan struct{}
}

// start hands its token to stop.
func (s *server) start(x int) error {
	s.slots <- struct{}{}
	if err := work(x); err != nil {
		<-s.slots
		return err
	}
	return nil
}

func (s *server) stop() { <-s.slots }

func (s *server) notify() {
	select {
	case s.wake <- struct{}{}:
	default:
	}
}

func (s *server) loop(x int) {
	for {
		<-s.wake
		if work(x) != nil {
			return
		}
		s.notify()
	}
}

func (s *server) opens(ctx context.Context, x int) (func(), error) {
	if err := s.sem.Acquire(ctx, 1); err != nil {
		return nil, err
	}
	if x == 0 {
		s.sem.Release(1)
		return nil, errBad
	}
	return func() { s.sem.Release(1) }, nil
}

func (s *server) onceReleased(ctx context.Context, x int) error {
	if err := s.sem.Acquire(ctx, 1); err != nil {
		return err
	}
	var once sync.Once
	release := func() { once.Do(func() { s.sem.Release(1) }) }
	defer release()
	if x == 0 {
		return errBad
	}
	release()
	return nil
}

func (s *server) locked(x int) error {
	s.lock <- struct{}{}
	defer s.unlock()
	return work(x)
}

func (s *server) unlock() { <-s.lock }

func (s *server) later(x int) {
	sem := make(chan struct{}, 1)
	sem <- struct{}{}
	if x == 0 {
		time.AfterFunc(time.Second, func() { <-sem })
		return
	}
	<-sem
}

func (s *server) yields(x int) {
	sem := make(chan struct{}, 1)
	sem <- struct{}{}
	defer func() { <-sem }()
	for range x {
		<-sem
		use(x)
		sem <- struct{}{}
	}
}

func grouped(ctx context.Context, xs []int) error {
	sem := semaphore.NewWeighted(3)
	g, ctx := errgroup.WithContext(context.Background())
	for _, x := range xs {
		if err := sem.Acquire(context.Background(), 1); err != nil {
			break
		}
		g.Go(func() error {
			defer sem.Release(1)
			return work(x)
		})
	}
	return g.Wait()
}

func tries(x int) {
	sem := make(chan struct{}, 1)
	select {
	case sem <- struct{}{}:
		defer func() { <-sem }()
		use(x)
	default:
	}
}

func weights(ctx context.Context, xs []int) error {
	sem := semaphore.NewWeighted(30)
	if err := sem.Acquire(ctx, 2); err != nil {
		return err
	}
	sem.Release(1)
	if len(xs) == 0 {
		return errBad
	}
	sem.Release(1)
	return nil
}

func ends(x int) {
	sem := make(chan struct{}, 1)
	sem <- struct{}{}
	if x == 0 {
		panic("no x")
	}
	<-sem
}

func nested(xs []int) {
	sem := make(chan struct{}, 1)
	var spawn func(x int)
	spawn = func(x int) {
		sem <- struct{}{}
		go func() {
			defer func() { <-sem }()
			use(x)
			if x > 0 {
				spawn(x - 1)
			}
		}()
	}
	spawn(len(xs))
}

type logger struct{}

func (logger) Fatalf(format string, args ...any) {}

func endsByLogger(l logger, x int) {
	sem := make(chan struct{}, 1)
	select {
	case sem <- struct{}{}:
	default:
		l.Fatalf("%d is too many", x)
	}
	use(x)
	<-sem
}

// changed gives back no more than it has taken.
func changed(ctx context.Context, w int64) {
	sem := semaphore.NewWeighted(8)
	done := func() { use(int(w)) }
	if err := sem.Acquire(ctx, w); err != nil {
		w = 0
	}
	go func() {
		done()
		sem.Release(w)
	}()
}

// An aliased semaphore has two names: the other gives back.
type aliased struct{ sem *semaphore.Weighted }

type runner struct{ done *semaphore.Weighted }

func (a *aliased) start(ctx context.Context, x int) {
	if a.sem.Acquire(ctx, 1) != nil {
		return
	}
	if x == 0 {
		a.sem.Release(1)
		return
	}
	r := &runner{done: a.sem}
	go r.run(x)
}

func (r *runner) run(x int) {
	use(x)
	r.done.Release(1)
}

func (a *aliased) get() *semaphore.Weighted { return a.sem }

func (a *aliased) opened(ctx context.Context, x int) {
	sem := a.get()
	if sem.Acquire(ctx, 1) != nil {
		return
	}
	if x == 0 {
		sem.Release(1)
		return
	}
	use(x)
}

func (a *aliased) closed() { a.get().Release(1) }

// dies with its function: nobody waits for the token any more.
func dies(xs []int) error {
	sem := make(chan struct{}, 4)
	for _, x := range xs {
		sem <- struct{}{}
		if x == 0 {
			return errBad
		}
		go func() {
			defer func() { <-sem }()
			use(x)
		}()
	}
	return nil
}

type db struct {
	lock chan struct{}
	held bool
	end  chan struct{}
}

// holds remembers from one turn to the next that it has the lock.
func (d *db) holds() {
	for {
		select {
		case d.lock <- struct{}{}:
			d.held = true
		case <-d.end:
			if d.held {
				<-d.lock
			}
			return
		}
	}
}

func (d *db) locked(x int) {
	d.lock <- struct{}{}
	use(x)
	<-d.lock
}

type session struct{ opening chan struct{} }

// open hands its token to acknowledged, and may time out.
func (s *session) open(x int) error {
	s.opening <- struct{}{}
	go s.timeout(x)
	if x == 0 {
		return errBad
	}
	if err := work(x); err != nil {
		s.abort()
		return err
	}
	return nil
}

func (s *session) timeout(x int) {
	use(x)
	if x > 0 {
		s.abort()
	}
}

func (s *session) abort() {
	select {
	case <-s.opening:
	default:
	}
}

func (s *session) Acknowledged() { s.abort() }

type guarded struct{ slots, paused chan struct{} }

func (g *guarded) defensive(x int) error {
	g.slots <- struct{}{}
	if err := work(x); err != nil {
		select {
		case <-g.slots:
		default:
		}
		return err
	}
	<-g.slots
	return nil
}

// pauses gives back the token of its caller while it waits.
func (g *guarded) pauses(ctx context.Context, x int) error {
	<-g.paused
	use(x)
	select {
	case g.paused <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (g *guarded) runs(ctx context.Context, x int) {
	g.paused <- struct{}{}
	_ = g.pauses(ctx, x)
	<-g.paused
}
