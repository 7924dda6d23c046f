// Package semaphore is a stand-in for golang.org/x/sync/semaphore: the same
// types, methods and documented behaviour, written for the fixtures.
package semaphore

import (
	"context"
	"sync"
)

// Weighted bounds concurrent access to a resource; callers ask with a weight.
type Weighted struct {
	size int64

	mu      sync.Mutex
	held    int64
	changed chan struct{}
}

// NewWeighted returns a semaphore with the given combined weight.
func NewWeighted(n int64) *Weighted {
	return &Weighted{size: n, changed: make(chan struct{})}
}

// Acquire blocks until weight n is free or ctx is done. On failure it gives
// ctx.Err() and leaves the semaphore as it was.
func (s *Weighted) Acquire(ctx context.Context, n int64) error {
	for {
		s.mu.Lock()
		if s.size-s.held >= n {
			s.held += n
			s.mu.Unlock()
			return nil
		}
		changed := s.changed
		s.mu.Unlock()
		select {
		case <-changed:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// TryAcquire takes weight n without blocking and says whether it could.
func (s *Weighted) TryAcquire(n int64) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.size-s.held < n {
		return false
	}
	s.held += n
	return true
}

// Release gives weight n back.
func (s *Weighted) Release(n int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.held -= n
	if s.held < 0 {
		panic("semaphore: released more than held")
	}
	close(s.changed)
	s.changed = make(chan struct{})
}
