// Package limits has limiters for other packages.
package limits

import (
	"context"

	"golang.org/x/sync/semaphore"
)

type Limiter struct {
	slots chan struct{}
	other chan struct{}
	w     *semaphore.Weighted
	data  chan int
}

func New(n int) *Limiter {
	return &Limiter{slots: make(chan struct{}, n), other: make(chan struct{}, n), w: semaphore.NewWeighted(int64(n)), data: make(chan int)}
}

func (l *Limiter) Acquire() { l.slots <- struct{}{} }

func (l *Limiter) Release() { <-l.slots }

func (l *Limiter) ReleaseOther() { <-l.other }

func (l *Limiter) AcquireContext(ctx context.Context) error {
	select {
	case l.slots <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (l *Limiter) Try() bool {
	select {
	case l.slots <- struct{}{}:
		return true
	default:
		return false
	}
}

func (l *Limiter) AcquireOK() bool {
	l.slots <- struct{}{}
	return true
}

// Tickets are handed out and put back.
func (l *Limiter) Get() { <-l.other }

func (l *Limiter) Put() { l.other <- struct{}{} }

func (l *Limiter) Take(ctx context.Context) error { return l.w.Acquire(ctx, 1) }

func (l *Limiter) Give() { l.w.Release(1) }

func (l *Limiter) Do(f func()) {
	l.Acquire()
	defer l.Release()
	f()
}

func (l *Limiter) Next() int { return <-l.data }

func (l *Limiter) Log() {}

func (l *Limiter) Slot() func() {
	l.slots <- struct{}{}
	return func() { <-l.slots }
}

// Starts a goroutine that has taken a token, and gives it back.
func (l *Limiter) Held() {
	l.Acquire()
	go func() { defer l.Release() }()
}

type Holder struct{ In *Limiter }

func (h *Holder) Enter() { h.In.Acquire() }

func (h *Holder) Leave() { h.In.Release() }

var global = make(chan struct{}, 8)

func Enter() { global <- struct{}{} }

func Leave() { <-global }

var second = make(chan struct{}, 8)

func LeaveSecond() { <-second }

func Into(n int, sem chan struct{}) { sem <- struct{}{} }

func OutOf(sem chan struct{}) { <-sem }

type Set struct{ m map[string]bool }

func (s *Set) TryAdd(name string) bool {
	if s.m[name] {
		return false
	}
	s.m[name] = true
	return true
}

func (s *Set) Remove(name string) { delete(s.m, name) }

func (s *Set) Len() int { return len(s.m) }
