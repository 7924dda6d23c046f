// Package negative holds semaphores that are right, and what looks like one.
package negative

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"
	wsem "golang.org/x/sync/semaphore"
)

const most = 8

var errEmpty = errors.New("empty")

func work(name string) error { return errors.New(name) }

// Deferred gives back on all ways.
func Deferred(ctx context.Context, name string) error {
	sem := wsem.NewWeighted(most)
	if err := sem.Acquire(ctx, 1); err != nil {
		return err
	}
	defer sem.Release(1)
	if name == "" {
		return errEmpty
	}
	return work(name)
}

// Explicit does so by hand.
func Explicit(name string) error {
	sem := make(chan bool, most)
	sem <- true
	if name == "" {
		<-sem
		return errEmpty
	}
	err := work(name)
	<-sem
	return err
}

// Flagged remembers whether it has one.
func Flagged(ctx context.Context, name string) error {
	sem := make(chan struct{}, most)
	held := false
	select {
	case sem <- struct{}{}:
		held = true
	case <-ctx.Done():
	}
	err := work(name)
	if held {
		<-sem
	}
	return err
}

// Optional takes one only if there is a limit.
func Optional(limit int, name string) error {
	var sem chan struct{}
	if limit > 0 {
		sem = make(chan struct{}, limit)
	}
	if limit > 0 {
		sem <- struct{}{}
	}
	err := work(name)
	if limit > 0 {
		<-sem
	}
	return err
}

// Conn holds a token for as long as it is open.
type Conn struct {
	slots chan struct{}
	sem   *wsem.Weighted
}

// Open keeps the token where it succeeds: Close gives it back.
func (c *Conn) Open(name string) error {
	c.slots <- struct{}{}
	if err := work(name); err != nil {
		<-c.slots
		return err
	}
	return nil
}

// Close gives back what Open took.
func (c *Conn) Close() { <-c.slots }

// Lease hands out the function that gives back.
func (c *Conn) Lease(ctx context.Context) (release func(), err error) {
	if err := c.sem.Acquire(ctx, 1); err != nil {
		return nil, err
	}
	return sync.OnceFunc(func() { c.sem.Release(1) }), nil
}

// Fills waits for all work at the end.
func Fills(names []string) {
	sem := make(chan struct{}, most)
	for _, name := range names {
		sem <- struct{}{}
		go func() {
			defer func() { <-sem }()
			_ = work(name)
		}()
	}
	for range cap(sem) {
		sem <- struct{}{}
	}
}

// Results come over a channel of nothing.
func Results(names []string) {
	done := make(chan struct{}, most)
	for _, name := range names {
		go func() {
			_ = work(name)
			done <- struct{}{}
		}()
	}
	for range names {
		<-done
	}
}

// Notifier wakes somebody up.
type Notifier struct{ wake chan struct{} }

// Wake does not wait.
func (n *Notifier) Wake() {
	select {
	case n.wake <- struct{}{}:
	default:
	}
}

// Loop is woken up.
func (n *Notifier) Loop(name string) {
	for {
		<-n.wake
		if work(name) != nil {
			n.Wake()
			return
		}
	}
}

// Background never ends.
func Background(name string) {
	sem := wsem.NewWeighted(most)
	_ = sem.Acquire(context.Background(), 1)
	defer sem.Release(1)
	_ = work(name)
}

// Waits returns the error of the group first.
func Waits(ctx context.Context, names []string) error {
	sem := wsem.NewWeighted(most)
	g, gctx := errgroup.WithContext(ctx)
	for _, name := range names {
		if err := sem.Acquire(gctx, 1); err != nil {
			break
		}
		g.Go(func() error {
			defer sem.Release(1)
			return work(name)
		})
	}
	return g.Wait()
}

// Clamped takes no more than it wants to.
func Clamped(w http.ResponseWriter, r *http.Request) {
	n, err := strconv.Atoi(r.FormValue("parallel"))
	if err != nil || n < 1 || n > most {
		http.Error(w, "how many?", http.StatusBadRequest)
		return
	}
	sem := make(chan struct{}, n)
	for _, name := range r.Form["name"] {
		sem <- struct{}{}
		go func() {
			defer func() { <-sem }()
			_ = work(name)
		}()
	}
}

// Later leaves the release to a timer.
func Later(name string) {
	sem := make(chan struct{}, 1)
	sem <- struct{}{}
	if name == "" {
		time.AfterFunc(time.Second, func() { <-sem })
		return
	}
	<-sem
}

// Generic does it for any type.
func Generic[T any](sem chan struct{}, all []T, do func(T) error) error {
	for _, x := range all {
		sem <- struct{}{}
		err := do(x)
		<-sem
		if err != nil {
			return err
		}
	}
	return nil
}
