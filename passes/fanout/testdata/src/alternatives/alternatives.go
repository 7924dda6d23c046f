package alternatives

import (
	"context"
	"errors"
)

func producer(ctx context.Context, next func() (int, bool)) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	ch := make(chan int)
	go func() {
		defer close(ch)
		for ctx.Err() == nil {
			x, ok := next()
			if !ok {
				return
			}
			ch <- x // want `send on ch`
		}
	}()
	for x := range ch {
		if x < 0 {
			return errors.New("negative")
		}
	}
	return nil
}

// The context goes on when the function has returned.
func goesOn(ctx context.Context, next func() (int, bool)) error {
	ch := make(chan int)
	go func() {
		defer close(ch)
		for ctx.Err() == nil {
			x, ok := next()
			if !ok {
				return
			}
			ch <- x // want `send on ch`
		}
	}()
	for x := range ch {
		if x < 0 {
			return errors.New("negative")
		}
	}
	return nil
}

// Room is the first choice.
func one(ctx context.Context) int {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	ch := make(chan int)
	go func() {
		ch <- 1 // want `send on ch`
	}()
	select {
	case v := <-ch:
		return v
	case <-ctx.Done():
		return 0
	}
}
