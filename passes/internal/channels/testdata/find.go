package find

import (
	"context"
	"sync"
	"time"
)

func timeout(d time.Duration) {
	ch := make(chan int)
	go func() { ch <- 1 }() //= abandoned; room 1
	select {
	case <-ch:
	case <-time.After(d):
	}
}

func known(d time.Duration) {
	ch := make(chan int)
	for i := 0; i < 3; i++ {
		go func() { ch <- i }() //= abandoned; room 3
	}
	<-ch
}

func scaled() {
	ch := make(chan int)
	for i := range 100 {
		go func() { ch <- i }() //= abandoned; how much is sent is not the length of one thing
	}
	<-ch
}

func data(xs []int) {
	ch := make(chan int)
	for _, x := range xs {
		go func() { ch <- x }() //= abandoned; room for each element
	}
	<-ch
}

func twice(xs []int) {
	ch := make(chan int)
	for _, x := range xs {
		for range 2 {
			go func() { ch <- x }() //= abandoned; how much is sent is not the length of one thing
		}
	}
	<-ch
}

func onlyLarge(xs []int) {
	if len(xs) == 0 {
		return
	}
	ch := make(chan int, len(xs)-1)
	for _, x := range xs {
		go func() { ch <- x }()
	}
	<-ch
}

func unclosed(xs []int) {
	ch := make(chan int)
	go func() {
		for range ch { //= unserved; no work waits to send
		}
	}()
	for _, x := range xs {
		ch <- x
	}
}

func stuck(xs []int) {
	ch := make(chan int)
	var wg sync.WaitGroup
	for _, x := range xs {
		wg.Add(1)
		go func() {
			defer wg.Done()
			ch <- x
		}()
	}
	wg.Wait() //= stuck; room for each element
	close(ch)
	for range ch {
	}
}

func alone(do func() error) error {
	ch := make(chan error)
	go func() {
		if err := do(); err != nil {
			ch <- err
		}
	}()
	return <-ch //= alone; no work waits to send
}

func closed(ctx context.Context) {
	ch := make(chan int)
	go func() { ch <- 1 }() //= closed; no work waits to send
	select {
	case <-ch:
	case <-ctx.Done():
	}
	close(ch)
}

func closedTwice(xs []int) {
	ch := make(chan int)
	for range xs {
		go func() { close(ch) }() //= closed twice; no work waits to send
	}
	<-ch
}

func followed(ctx context.Context, do func()) {
	ch := make(chan int)
	go func() {
		ch <- 1 //= abandoned; there is work after the send
		do()
	}()
	select {
	case <-ch:
	case <-ctx.Done():
	}
}

func measured(ctx context.Context) int {
	ch := make(chan int)
	go func() { ch <- 1 }() //= abandoned; the code asks how full the channel is
	select {
	case <-ch:
	case <-ctx.Done():
	}
	return length(ch)
}

func length(ch chan int) int { return len(ch) }

func escapes(keep func(chan int)) {
	ch := make(chan int)
	keep(ch)
	go func() { ch <- 1 }()
}

func all(xs []int) (sum int) {
	ch := make(chan int)
	for _, x := range xs {
		go func() { ch <- x }()
	}
	for range xs {
		sum += <-ch
	}
	return sum
}
