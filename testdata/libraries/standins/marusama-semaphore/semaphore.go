// Package semaphore stands in for version 1.2.0 of the library, as far as the
// table names it.
package semaphore

import "context"

type Semaphore interface {
	Acquire(ctx context.Context, n int) error
	TryAcquire(n int) bool
	Release(n int) int
}

func New(limit int) Semaphore { return make(semaphore, limit) }

type semaphore chan struct{}

func (s semaphore) Acquire(ctx context.Context, n int) error {
	for range n {
		select {
		case s <- struct{}{}:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}

func (s semaphore) TryAcquire(n int) bool {
	select {
	case s <- struct{}{}:
		return true
	default:
		return false
	}
}

func (s semaphore) Release(n int) int {
	for range n {
		<-s
	}
	return len(s) + n
}
