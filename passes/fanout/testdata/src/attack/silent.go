// Package attack has programs that were made to mislead the check.
package attack

import (
	"errors"
	"io"
	"sync"
	"sync/atomic"
)

// What a function returns hangs together with what it has started.
func startedByFunction(open func() error) error {
	ch := make(chan int)
	if err := start(ch, open); err != nil {
		return err
	}
	<-ch
	return nil
}

func start(ch chan int, open func() error) error {
	if err := open(); err != nil {
		return err
	}
	go func() { ch <- 1 }()
	return nil
}

func startedByLiteral(open func() error) error {
	ch := make(chan int)
	begin := func() error {
		if err := open(); err != nil {
			return err
		}
		go func() { ch <- 1 }()
		return nil
	}
	if err := begin(); err != nil {
		return err
	}
	<-ch
	return nil
}

func startedOrNot(open func() error) int {
	ch := make(chan int)
	if !try(ch, open) {
		return 0
	}
	return <-ch
}

func try(ch chan int, open func() error) bool {
	if err := open(); err != nil {
		return false
	}
	go func() { ch <- 1 }()
	return true
}

// An error that is set on the other way.
func errorOfOtherWay(open func() error) error {
	ch := make(chan int)
	err := open()
	if err == nil {
		go func() { ch <- 1 }()
		err = nil
	} else {
		err = errors.Join(err, open())
	}
	if err != nil {
		return err
	}
	<-ch
	return nil
}

// The sender ends after the message after which the receiver leaves.
func endsWithError(next func() error) int {
	ch := make(chan error)
	go func() {
		for {
			err := next()
			ch <- err
			if err != nil {
				return
			}
		}
	}()
	for n := 0; ; n++ {
		if err := <-ch; err != nil {
			return n
		}
	}
}

func endsWithNil(xs []int) int {
	ch := make(chan *int)
	go func() {
		for _, x := range xs {
			ch <- &x
		}
		ch <- nil
	}()
	for n := 0; ; n++ {
		if p := <-ch; p == nil {
			return n
		}
	}
}

// What has come is counted in other ways than by a variable.
func countedByMap(xs []int) int {
	ch := make(chan int)
	for i := range xs {
		go func() { ch <- i }()
	}
	if len(xs) == 0 {
		return 0
	}
	seen := map[int]bool{}
	for i := range ch {
		seen[i] = true
		if len(seen) == len(xs) {
			break
		}
	}
	return len(seen)
}

type tally struct{ n, want int }

func (t *tally) add(int)        { t.n++ }
func (t *tally) complete() bool { return t.n == t.want }

func countedByMethod(xs []int) int {
	t := &tally{want: len(xs)}
	ch := make(chan int)
	for i := range xs {
		go func() { ch <- i }()
	}
	for !t.complete() {
		t.add(<-ch)
	}
	return t.n
}

func countedAtomically(xs []int) {
	var got atomic.Int32
	ch := make(chan int)
	for i := range xs {
		go func() { ch <- i }()
	}
	if len(xs) == 0 {
		return
	}
	for range ch {
		if got.Add(1) == int32(len(xs)) {
			return
		}
	}
}

func countedInArray(xs []int) {
	var n [2]int
	ch := make(chan int)
	for i := range xs {
		go func() { ch <- i }()
	}
	for n[0] < len(xs) {
		<-ch
		n[0]++
	}
}

func countedInMap(xs []int) {
	n := map[string]int{}
	ch := make(chan int)
	for i := range xs {
		go func() { ch <- i }()
	}
	for n["got"] < len(xs) {
		<-ch
		n["got"]++
	}
}

// The same elements of a map as before.
func sameOfMap(m map[string]int) {
	ch := make(chan int)
	for _, x := range m {
		if x > 2 {
			go func() { ch <- x }()
		}
	}
	for _, x := range m {
		if x > 2 {
			<-ch
		}
	}
}

// One of many comes through.
func oneSwaps(xs []int) int {
	var won atomic.Bool
	ch := make(chan int)
	for _, x := range xs {
		go func() {
			if won.CompareAndSwap(false, true) {
				ch <- x
			}
		}()
	}
	if len(xs) == 0 {
		return 0
	}
	return <-ch
}

func oneStores(xs []int) int {
	var m sync.Map
	ch := make(chan int)
	for _, x := range xs {
		go func() {
			if _, loaded := m.LoadOrStore("first", x); !loaded {
				ch <- x
			}
		}()
	}
	if len(xs) == 0 {
		return 0
	}
	return <-ch
}

func oneLocks(xs []int) int {
	var mu sync.Mutex
	ch := make(chan int)
	for _, x := range xs {
		go func() {
			if mu.TryLock() {
				ch <- x
			}
		}()
	}
	if len(xs) == 0 {
		return 0
	}
	return <-ch
}

func oneCloses(xs []int) {
	done := make(chan struct{})
	var closed atomic.Bool
	for range xs {
		go func() {
			if !closed.Swap(true) {
				close(done)
			}
		}()
	}
	if len(xs) > 0 {
		<-done
	}
}

func lastCloses(xs []int) {
	ch := make(chan int)
	var left atomic.Int64
	left.Store(int64(len(xs)))
	for _, x := range xs {
		go func() {
			ch <- x
			if left.Add(-1) == 0 {
				close(ch)
			}
		}()
	}
	if len(xs) == 0 {
		return
	}
	for range ch {
	}
}

// It is closed under a lock by who sees that it is open.
func closesUnderLock(xs []int) {
	done := make(chan struct{})
	var mu sync.Mutex
	for range xs {
		go func() {
			mu.Lock()
			defer mu.Unlock()
			select {
			case <-done:
			default:
				close(done)
			}
		}()
	}
	if len(xs) > 0 {
		<-done
	}
}

type gate struct {
	mu     sync.Mutex
	closed bool
}

func (g *gate) open() bool { return !g.closed }

func sendsWhileOpen(xs []int) {
	ch := make(chan int, len(xs))
	g := &gate{}
	for i := range xs {
		go func() {
			g.mu.Lock()
			defer g.mu.Unlock()
			if g.open() {
				ch <- i
			}
		}()
	}
	g.mu.Lock()
	g.closed = true
	close(ch)
	g.mu.Unlock()
	for range ch {
	}
}

// Work sends what it has panicked with, or its result.
func resultOrPanic(xs []int, work func(int) int) {
	ch := make(chan any)
	for _, x := range xs {
		go func() {
			defer func() {
				if r := recover(); r != nil {
					ch <- r
				}
			}()
			ch <- work(x)
		}()
	}
	for range xs {
		<-ch
	}
}

// Another goroutine receives the rest.
func restElsewhere(xs []int, work func(int) error) error {
	ch := make(chan error)
	for _, x := range xs {
		go func() { ch <- work(x) }()
	}
	for i := range xs {
		if err := <-ch; err != nil {
			go func() {
				for range xs[i+1:] {
					<-ch
				}
			}()
			return err
		}
	}
	return nil
}

// The last of all lets the others go.
func lastLetsGo(xs []int) {
	var arrived atomic.Int64
	all := make(chan struct{})
	var wg sync.WaitGroup
	for range xs {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if arrived.Add(1) == int64(len(xs)) {
				close(all)
			}
			<-all
		}()
	}
	wg.Wait()
}

type conn struct{}

// A pool that is filled first.
func pooled(xs []int) {
	pool := make(chan *conn, 10)
	for range 10 {
		pool <- new(conn)
	}
	var wg sync.WaitGroup
	for range xs {
		wg.Add(1)
		go func() {
			defer wg.Done()
			c := <-pool
			defer func() { pool <- c }()
		}()
	}
	wg.Wait()
}

// Both halves make the whole.
func halves(xs []int) {
	ch := make(chan int)
	half := len(xs) / 2
	for _, x := range xs[:half] {
		go func() { ch <- x }()
	}
	for _, x := range xs[half:] {
		go func() { ch <- x }()
	}
	for range xs {
		<-ch
	}
}

// The capacity says how many there are.
func capacity(work func() error) error {
	ch := make(chan error, 3)
	for range cap(ch) {
		go func() { ch <- work() }()
	}
	for range cap(ch) {
		if err := <-ch; err != nil {
			return err
		}
	}
	return nil
}

// The last message is asked for by a function.
func endsWithEOF(xs []int) int {
	ch := make(chan error)
	go func() {
		for range xs {
			ch <- nil
		}
		ch <- io.EOF
	}()
	for n := 0; ; n++ {
		if err := <-ch; errors.Is(err, io.EOF) {
			return n
		}
	}
}

// The body of the loop that receives has a branch of its own.
func lastOfThree(work func() error) (last error) {
	ch := make(chan error)
	for range 3 {
		go func() { ch <- work() }()
	}
	for range 3 {
		if err := <-ch; err != nil {
			last = err
		}
	}
	return last
}
