// Package uses has limiters whose two halves stand in another package.
package uses

import (
	"context"

	"limits"
)

func work(...any) {}

func pairs(xs []int, l, m *limits.Limiter) {
	for range xs {
		l.Acquire()
		go func() { // want `^limiter before the spawn$`
			defer l.Release()
		}()
	}
	for range xs {
		go func() { // want `^fake: acquired inside the work$`
			l.Acquire()
			defer l.Release()
		}()
	}
	for range xs {
		l.Acquire()
		go func() { // want `^none$`
			defer m.Release()
		}()
	}
	for range xs {
		l.Acquire()
		go work() // want `^none$`
	}
	for range xs {
		go func() { // want `^none$`
			defer l.Release()
		}()
		l.Log()
	}
	for range xs {
		l.Do(func() {
			go work() // how often Do calls it cannot be seen
		})
	}
	for range xs {
		l.Held()
	}
}

func results(ctx context.Context, xs []int, l *limits.Limiter) {
	for range xs {
		if err := l.AcquireContext(ctx); err != nil {
			break
		}
		go func() { // want `^limiter before the spawn$`
			defer l.Release()
		}()
	}
	for range xs {
		if !l.AcquireOK() {
			continue
		}
		go func() { // want `^limiter before the spawn$`
			defer l.Release()
		}()
	}
	for range xs {
		if l.AcquireOK() {
			continue
		}
		go func() { // want `^fake: not acquired before every spawn$`
			defer l.Release()
		}()
	}
	for _, x := range xs {
		if x > 3 {
			l.Acquire()
		}
		go func() { // want `^fake: not acquired before every spawn$`
			defer l.Release()
		}()
	}
	for range xs {
		release := l.Slot()
		go func() { // want `^limiter before the spawn$`
			defer release()
		}()
	}
}

func kinds(ctx context.Context, xs []int, l *limits.Limiter, h *limits.Holder) {
	sem := make(chan struct{}, 8)
	for range xs {
		l.Get()
		go func() { // want `^limiter before the spawn$`
			defer l.Put()
		}()
	}
	for range xs {
		if l.Take(ctx) != nil {
			return
		}
		go func() { // want `^limiter before the spawn$`
			defer l.Give()
		}()
	}
	for range xs {
		h.Enter()
		go func() { // want `^limiter before the spawn$`
			defer h.Leave()
		}()
	}
	for range xs {
		h.Enter()
		go func() { // want `^none$`
			defer l.Release()
		}()
	}
	for range xs {
		limits.Enter()
		go func() { // want `^limiter before the spawn$`
			defer limits.Leave()
		}()
	}
	for range xs {
		limits.Into(1, sem)
		go func() { // want `^limiter before the spawn$`
			<-sem
		}()
	}
	for range xs {
		l.Next()
		go func() { // want `^none$`
			l.Log()
		}()
	}
	for range xs {
		limits.Enter()
		go func() { // want `^none$`
			defer limits.LeaveSecond()
		}()
	}
	for range xs {
		go func() { // want `^fake: acquired inside the work$`
			limits.Enter()
			defer limits.Leave()
		}()
	}
	for range xs {
		limits.Into(1, sem)
		go func() { // want `^limiter before the spawn$`
			defer limits.OutOf(sem)
		}()
	}
}

// One for each element bounds nothing.
func each(ls []*limits.Limiter) {
	for _, l := range ls {
		l.Acquire()
		go func() { // want `^none$`
			defer l.Release()
		}()
	}
	l := limits.New(8)
	for range ls {
		l.Acquire()
		go func() { // want `^limiter before the spawn$`
			defer l.Release()
		}()
	}
}

type server struct {
	l *limits.Limiter
	h limits.Holder
}

func (s *server) fields(xs []int) {
	for range xs {
		s.l.Acquire()
		go func() { // want `^limiter before the spawn$`
			defer s.l.Release()
		}()
	}
	for range xs {
		s.h.In.Acquire()
		go s.run() // want `^limiter before the spawn$`
	}
}

func (s *server) run() { defer s.h.In.Release() }

// What takes and what gives back is called by functions of this package.
func (s *server) enter() { s.l.Acquire() }

func (s *server) leave() { s.l.Release() }

func (s *server) over(xs []int) {
	for range xs {
		s.enter()
		go func() { // want `^limiter before the spawn$`
			defer s.leave()
		}()
	}
}

func sets(names []string, ch chan int, s *limits.Set) {
	for range ch {
		if !s.TryAdd("all") {
			continue
		}
		go func() { // want `^counter guard$`
			defer s.Remove("all")
		}()
	}
	for range ch {
		if s.TryAdd("all") {
			continue
		}
		go func() { // want `^none$`
			defer s.Remove("all")
		}()
	}
	for range ch {
		if !s.TryAdd("all") {
			continue
		}
		go work() // want `^none$`
	}
	for range ch {
		if s.Len() == 0 {
			continue
		}
		go func() { // want `^none$`
			defer s.Remove("all")
		}()
	}
	// Each name is told no once, all of them together are not.
	for _, name := range names {
		if !s.TryAdd(name) {
			continue
		}
		go func() { // want `^none$`
			defer s.Remove(name)
		}()
	}
}
