package attack

import (
	"context"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"
)

// Ten send, and nothing but the array says so.
func tenOfArray() int {
	var arr [10]int
	ch := make(chan int)
	for _, x := range arr {
		go func() { ch <- x }() // want `send on ch`
	}
	return <-ch
}

// The results that are in the buffer would be lost when done is closed.
func doneBeside(ctx context.Context, xs []int) int {
	ch, done := make(chan int), make(chan struct{})
	var wg sync.WaitGroup
	for _, x := range xs {
		wg.Add(1)
		go func() {
			defer wg.Done()
			ch <- x // want `send on ch`
		}()
	}
	go func() { wg.Wait(); close(done) }()
	n := 0
	for {
		select {
		case <-ch:
			n++
		case <-done:
			return n
		case <-ctx.Done():
			return -1
		}
	}
}

func doneBesideOne(ctx context.Context, work func() (int, bool)) string {
	ch, done := make(chan int), make(chan struct{})
	go func() {
		defer close(done)
		if v, ok := work(); ok {
			ch <- v // want `send on ch`
		}
	}()
	select {
	case <-ch:
		return "a value"
	case <-done:
		return "no value"
	case <-ctx.Done():
		return "too late"
	}
}

// The work goes on behind the function that sends.
func goesOnBehindHelper(ctx context.Context, work func()) {
	ch := make(chan int)
	go func() {
		deliver(ch, 1)
		work()
	}()
	select {
	case <-ch:
	case <-ctx.Done():
	}
}

func deliver(ch chan<- int, v int) { ch <- v } // want `send on ch`

// A variable is set after the send: the function reads it before it receives.
func setsAfter(ctx context.Context) int {
	ch := make(chan int)
	x := 0
	go func() {
		ch <- 1 // want `send on ch`
		x = 5
	}()
	before := x
	select {
	case <-ch:
	case <-ctx.Done():
	}
	return before
}

// What is deferred comes after the send too.
func removesAfter(ctx context.Context, name string) bool {
	ch := make(chan int)
	go func() {
		defer os.Remove(name)
		ch <- 1 // want `send on ch`
	}()
	_, err := os.Stat(name)
	select {
	case <-ch:
	case <-ctx.Done():
	}
	return err == nil
}

func setsDeferred(ctx context.Context) int {
	ch := make(chan int)
	x := 0
	go func() {
		defer func() { x = 7 }()
		ch <- 1 // want `send on ch`
	}()
	before := x
	select {
	case <-ch:
	case <-ctx.Done():
	}
	return before
}

func unlocksAfter(ctx context.Context) bool {
	ch := make(chan int)
	var mu sync.Mutex
	go func() {
		mu.Lock()
		defer mu.Unlock()
		ch <- 1 // want `send on ch`
	}()
	free := mu.TryLock()
	select {
	case <-ch:
	case <-ctx.Done():
	}
	return free
}

// There are more elements when the loop begins than when the channel is made.
func grows(m map[string]int) int {
	ch := make(chan int)
	m["more"] = 1
	for _, x := range m {
		go func() { ch <- x }() // want `send on ch`
	}
	return <-ch
}

func growsInLoop(m map[string]int) int {
	ch := make(chan int)
	for k, x := range m {
		m[k+"x"] = x
		go func() { ch <- x }() // want `send on ch`
	}
	return <-ch
}

// A function asks how full the channel is.
func asksElsewhere(ctx context.Context) int {
	ch := make(chan int)
	go func() { ch <- 1 }() // want `send on ch`
	full := fullness(ch)
	select {
	case <-ch:
	case <-ctx.Done():
	}
	return full
}

func fullness(ch chan int) int { return len(ch) + cap(ch) }

// A message that nobody receives is given back: from a buffer it would not be.
func givesBack(ctx context.Context, d time.Duration, open func() (*os.File, error)) {
	ch := make(chan *os.File)
	go func() {
		f, _ := open()
		select {
		case ch <- f:
		case <-ctx.Done():
			f.Close()
		}
	}()
	go func() {
		if _, err := open(); err != nil {
			ch <- nil // want `send on ch`
		}
	}()
	select {
	case <-ch:
	case <-time.After(d):
	}
}

// The variable would be used by nobody.
func unusedSize(ctx context.Context) {
	size := 0
	ch := make(chan int, size)
	go func() { ch <- 1 }() // want `send on ch`
	select {
	case <-ch:
	case <-ctx.Done():
	}
}

// What was deferred before comes after the deferred send.
func sendsDeferred(ctx context.Context, leave func()) {
	ch := make(chan int)
	go func() {
		defer leave()
		defer func() { ch <- 1 }() // want `send on ch`
	}()
	select {
	case <-ch:
	case <-ctx.Done():
	}
}

// Two are sent for each element.
func twoForEach(xs []int, work func(int) error) error {
	ch := make(chan error)
	for _, x := range xs {
		for range 2 {
			go func() { ch <- work(x) }() // want `send on ch`
		}
	}
	for range 2 * len(xs) {
		if err := <-ch; err != nil {
			return err
		}
	}
	return nil
}

// Somebody else receives, and who waits for the senders takes it that all has come.
func collects(ctx context.Context, xs []int) int64 {
	ch := make(chan int)
	var n atomic.Int64
	go func() {
		for {
			select {
			case <-ch:
				n.Add(1)
			case <-ctx.Done():
				return
			}
		}
	}()
	var wg sync.WaitGroup
	for _, x := range xs {
		wg.Add(1)
		go func() {
			defer wg.Done()
			ch <- x
		}()
	}
	wg.Wait() // want `wg.Wait: collects can wait here for ever, for work that waits`
	return n.Load()
}

// Work that waits for the sender does something then.
func waitsBeside(ctx context.Context) int64 {
	ch := make(chan int)
	var n atomic.Int64
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		wg.Wait()
		n.Add(1)
	}()
	go func() {
		defer wg.Done()
		ch <- 1 // want `send on ch`
	}()
	before := n.Load()
	select {
	case <-ch:
	case <-ctx.Done():
	}
	return before
}

// A variable is read after the send: the function sets it before it receives.
func readsAfter(ctx context.Context, failed error) error {
	ch := make(chan int)
	var g errgroup.Group
	var last error
	g.Go(func() error {
		ch <- 1 // want `send on ch`
		return last
	})
	last = failed
	select {
	case <-ch:
		return g.Wait()
	case <-ctx.Done():
		return nil
	}
}

var hosts = map[string]int{"a": 1}

func add(host string) { hosts[host] = 2 }

// A function puts more elements into the map.
func growsElsewhere() int {
	ch := make(chan int)
	add("b")
	for _, x := range hosts {
		go func() { ch <- x }() // want `send on ch`
	}
	return <-ch
}
