// Package uses calls limiters of another package.
package uses

import (
	"context"

	"limits"
)

func acquires(l *limits.Limiter) { // want `^sends l.slots, takes l.slots, calls l$`
	l.Acquire()
	l.Log()
}

func inTurn(l *limits.Limiter) { // want `^sends l.slots, receives l.slots, takes l.slots, calls l, takes its own$`
	l.Acquire()
	defer l.Release()
}

// What is taken when all is done, or more than once, is no token.
func late(l *limits.Limiter) { // want `^sends l.slots, calls l$`
	defer l.Acquire()
	for range 3 {
		l.Acquire()
	}
}

func nested(l *limits.Limiter) { // want `^sends l.inner.free, receives l.inner.free, takes l.inner.free, calls l, takes its own$`
	l.Get()
	l.Put()
}

func aside(l *limits.Limiter) { // want `^sends l.slots, receives aside l.slots, takes l.slots, calls l$`
	l.Acquire()
	go func() {
		l.Release()
		l.Acquire()
	}()
}

func packages() { // want `^sends limits.global, receives limits.global, takes limits.global, takes its own$`
	limits.Enter()
	limits.Leave()
}

// What the other package is given is the object itself.
func given(mine, other chan struct{}) { // want `^sends mine, receives other, takes mine, calls mine, calls other$`
	limits.Take(mine)
	limits.Give(other)
}

func each(all []limits.Limiter) { // want `^sends all.slots, calls all$`
	for i := range all {
		all[i].Acquire()
	}
}

func weighs(ctx context.Context, l *limits.Limiter) { // want `^acquires l.w, calls l$`
	_ = l.Weigh(ctx)
}

func weighsInTurn(ctx context.Context, l *limits.Limiter) { // want `^acquires l.w, releases l.w, calls l, takes its own$`
	_ = l.Weigh(ctx)
	l.Lift()
}

func liftsAside(l *limits.Limiter) { // want `^receives aside l.w, calls l$`
	go func() { l.Lift() }()
}
