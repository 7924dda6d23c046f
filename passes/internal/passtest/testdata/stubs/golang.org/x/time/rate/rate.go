// Package rate stands in for golang.org/x/time/rate in fixtures. It declares
// the part of the API by which a program waits, and never waits itself: for
// the checks a rate is not a bound, whatever it is.
package rate

import (
	"context"
	"math"
	"time"
)

// Limit is a frequency in events a second.
type Limit float64

// Inf is the rate that lets everything through.
const Inf = Limit(math.MaxFloat64)

// Every converts an interval between events to a Limit.
func Every(interval time.Duration) Limit {
	if interval <= 0 {
		return Inf
	}
	return 1 / Limit(interval.Seconds())
}

// Limiter holds a rate and a burst.
type Limiter struct {
	limit Limit
	burst int
}

// NewLimiter returns a Limiter of rate r and burst b.
func NewLimiter(r Limit, b int) *Limiter { return &Limiter{limit: r, burst: b} }

// Limit returns the rate.
func (l *Limiter) Limit() Limit { return l.limit }

// Burst returns the burst.
func (l *Limiter) Burst() int { return l.burst }

// Allow reports whether one event may happen now.
func (l *Limiter) Allow() bool { return l.AllowN(time.Now(), 1) }

// AllowN reports whether n events may happen at t.
func (l *Limiter) AllowN(t time.Time, n int) bool { return n <= l.burst }

// Wait waits until one event may happen.
func (l *Limiter) Wait(ctx context.Context) error { return l.WaitN(ctx, 1) }

// WaitN waits until n events may happen.
func (l *Limiter) WaitN(ctx context.Context, n int) error { return ctx.Err() }
