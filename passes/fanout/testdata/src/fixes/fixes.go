// Package fixes has what is given room, and what is not.
package fixes

import (
	"context"
	"errors"
	"sync"
	"time"
)

func one(ctx context.Context) int {
	ch := make(chan int)
	go func() { ch <- 1 }() // want `send on ch`
	select {
	case v := <-ch:
		return v
	case <-ctx.Done():
		return 0
	}
}

func zero(d time.Duration) {
	ch := make(chan int, 0)
	go func() { ch <- 1 }() // want `send on ch`
	select {
	case <-ch:
	case <-time.After(d):
	}
}

func both(d time.Duration, fn func() error) {
	ch := make(chan bool)
	errCh := make(chan error)
	go func() {
		if err := fn(); err != nil {
			errCh <- err // want `send on errCh`
		} else {
			ch <- true // want `send on ch`
		}
	}()
	select {
	case <-ch:
	case <-errCh:
	case <-time.After(d):
	}
}

func three(a, b, c func() int) int {
	ch := make(chan int)
	go func() { ch <- a() }()
	go func() { ch <- b() }() // want `send on ch`
	go func() { ch <- c() }()
	return <-ch
}

func all(items []int, work func(int) error) error {
	ch := make(chan error)
	for _, x := range items {
		go func() { ch <- work(x) }() // want `send on ch`
	}
	for range items {
		if err := <-ch; err != nil {
			return err
		}
	}
	return nil
}

func waits(items map[string]int) (out []int) {
	ch := make(chan int)
	var wg sync.WaitGroup
	for _, x := range items {
		wg.Add(1)
		go func() {
			defer wg.Done()
			ch <- x
		}()
	}
	wg.Wait() // want `wg.Wait: waits can wait here for ever, for work that waits for ever at line 76`
	close(ch)
	for v := range ch {
		out = append(out, v)
	}
	return out
}

// Not given room: there is work after the send.
func goesOn(ctx context.Context, work func()) int {
	ch := make(chan int)
	go func() {
		ch <- 1 // want `send on ch`
		work()
	}()
	select {
	case v := <-ch:
		return v
	case <-ctx.Done():
		return 0
	}
}

// Not given room: nobody knows how many there are.
func producer(next func() (int, bool)) error {
	ch := make(chan int)
	go func() {
		defer close(ch)
		for {
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

// Not given room: the code asks how full it is.
func asks(ctx context.Context) int {
	ch := make(chan int)
	go func() { ch <- 1 }() // want `send on ch`
	select {
	case <-ch:
	case <-ctx.Done():
	}
	return cap(ch)
}

// Not given room: two lengths.
func twoLengths(xs, ys []int, work func(int) error) error {
	ch := make(chan error)
	for _, x := range xs {
		go func() { ch <- work(x) }() // want `send on ch`
	}
	for _, y := range ys {
		go func() { ch <- work(y) }()
	}
	return <-ch
}

// Not given room: there is work after the send, in who calls it.
func goesOnOutside(ctx context.Context, work func()) int {
	ch := make(chan int)
	go func() {
		tell(ch)
		work()
	}()
	select {
	case v := <-ch:
		return v
	case <-ctx.Done():
		return 0
	}
}

func tell(ch chan<- int) {
	ch <- 1 // want `send on ch`
}

// Not given room: it is called by a name, and there is work after it.
func goesOnNamed(ctx context.Context, work func()) int {
	ch := make(chan int)
	tell := func() {
		ch <- 1 // want `send on ch`
	}
	go func() {
		tell()
		work()
	}()
	select {
	case v := <-ch:
		return v
	case <-ctx.Done():
		return 0
	}
}
