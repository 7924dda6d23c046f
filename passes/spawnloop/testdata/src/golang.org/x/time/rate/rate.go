// Package rate is a stand-in for golang.org/x/time/rate: the part of its API
// that the fixtures call. A rate says how often, never how many at once.
package rate

import (
	"context"
	"time"
)

// Limit is a frequency of events, per second.
type Limit float64

// Every converts the time between events to a Limit.
func Every(interval time.Duration) Limit {
	return Limit(float64(time.Second) / float64(interval))
}

// A Limiter controls how often events may happen.
type Limiter struct {
	every time.Duration
	burst int
	next  time.Time
}

// NewLimiter returns a Limiter for rate r and bursts of b.
func NewLimiter(r Limit, b int) *Limiter {
	return &Limiter{every: time.Duration(float64(time.Second) / float64(r)), burst: b}
}

// Wait blocks until one event may happen or ctx is done.
func (l *Limiter) Wait(ctx context.Context) error {
	pause := time.Until(l.next)
	l.next = time.Now().Add(l.every)
	select {
	case <-time.After(pause):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Allow says whether one event may happen now.
func (l *Limiter) Allow() bool {
	if time.Now().Before(l.next) {
		return false
	}
	l.next = time.Now().Add(l.every)
	return true
}
