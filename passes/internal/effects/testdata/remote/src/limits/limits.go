// Package limits has limiters whose bodies are out of sight elsewhere.
package limits

import (
	"context"
	"sync"

	"golang.org/x/sync/semaphore"
)

var global = make(chan struct{}, 8)

type Limiter struct {
	slots chan struct{}
	inner struct{ free chan struct{} }
	mu    sync.Mutex
	w     *semaphore.Weighted
}

func (l *Limiter) Acquire() { l.slots <- struct{}{} }

func (l *Limiter) Release() { <-l.slots }

func (l *Limiter) Get() { <-l.inner.free }

func (l *Limiter) Put() { l.inner.free <- struct{}{} }

func (l *Limiter) Log() { l.mu.Lock(); l.mu.Unlock() }

func Enter() { global <- struct{}{} }

func Leave() { <-global }

func Take(slots chan struct{}) { slots <- struct{}{} }

func Give(slots chan struct{}) { <-slots }

func (l *Limiter) Weigh(ctx context.Context) error { return l.w.Acquire(ctx, 1) }

func (l *Limiter) Lift() { l.w.Release(1) }
