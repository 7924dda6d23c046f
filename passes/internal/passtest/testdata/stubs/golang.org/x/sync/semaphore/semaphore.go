// Package semaphore stands in for golang.org/x/sync/semaphore in fixtures.
package semaphore

import (
	"context"
	"sync"
)

// Weighted is a semaphore whose holders may take more than one unit.
type Weighted struct {
	mu   sync.Mutex
	free int64
	more chan struct{} // closed at the next Release
}

// NewWeighted returns a semaphore of n units.
func NewWeighted(n int64) *Weighted {
	return &Weighted{free: n, more: make(chan struct{})}
}

// Acquire waits until n units are free and takes them, or returns the error of
// ctx and takes none.
func (s *Weighted) Acquire(ctx context.Context, n int64) error {
	for {
		s.mu.Lock()
		if n <= s.free {
			s.free -= n
			s.mu.Unlock()
			return nil
		}
		more := s.more
		s.mu.Unlock()
		select {
		case <-more:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// TryAcquire takes n units if they are free, and reports whether it did.
func (s *Weighted) TryAcquire(n int64) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if n > s.free {
		return false
	}
	s.free -= n
	return true
}

// Release gives n units back.
func (s *Weighted) Release(n int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.free += n
	close(s.more)
	s.more = make(chan struct{})
}
