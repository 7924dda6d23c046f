package p

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"
	"time"
)

func fetch(int) int

// atomicFlag waits for a flag that is set after the loop.
func atomicFlag(xs []int) {
	var wg sync.WaitGroup
	var ready atomic.Bool
	for range xs {
		wg.Add(1)
		go func() { //= Polls
			defer wg.Done()
			for !ready.Load() {
				runtime.Gosched()
			}
		}()
	}
	wg.Wait()
}

// counted waits until all others have come.
func counted(xs []int) {
	var wg sync.WaitGroup
	var arrived atomic.Int64
	for range xs {
		wg.Add(1)
		go func() { //= Polls
			defer wg.Done()
			arrived.Add(1)
			for arrived.Load() < int64(len(xs)) {
				runtime.Gosched()
			}
		}()
	}
	wg.Wait()
}

// givesUp waits as well, but not for ever.
func givesUp(xs []int) {
	var wg sync.WaitGroup
	var arrived atomic.Int64
	for range xs {
		wg.Add(1)
		go func() { //= Polls
			defer wg.Done()
			start := time.Now()
			for arrived.Load() < int64(len(xs)) {
				if time.Since(start) > time.Second {
					return
				}
				time.Sleep(time.Millisecond)
			}
		}()
	}
	wg.Wait()
}

type state struct {
	mu    sync.Mutex
	ready bool
	n     int
}

func (s *state) isReady() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.ready
}

func (s *state) asks() bool {
	if s.isReady() {
		return true
	}
	return false
}

func (s *state) next() bool {
	s.n++
	return s.n < 10
}

// helper asks in a function.
func helper(xs []int, s *state) {
	var wg sync.WaitGroup
	for range xs {
		wg.Add(1)
		go func() { //= Polls
			defer wg.Done()
			for !s.asks() {
				time.Sleep(time.Millisecond)
			}
		}()
	}
	wg.Wait()
}

// flag leaves a loop by a variable that gets what a helper says.
func flag(xs []int, s *state) {
	var wg sync.WaitGroup
	for range xs {
		wg.Add(1)
		go func() { //= Polls
			defer wg.Done()
			for done := false; !done; {
				if s.isReady() {
					done = true
				}
			}
		}()
	}
	wg.Wait()
}

// spins takes a lock made of a number.
func spins(xs []int) {
	var wg sync.WaitGroup
	var taken int32
	for range xs {
		wg.Add(1)
		go func() { //= Polls
			defer wg.Done()
			for !atomic.CompareAndSwapInt32(&taken, 0, 1) {
				runtime.Gosched()
			}
			atomic.StoreInt32(&taken, 0)
		}()
	}
	wg.Wait()
}

// tries asks for a mutex until it is free.
func tries(xs []int, mu *sync.Mutex) {
	var wg sync.WaitGroup
	for range xs {
		wg.Add(1)
		go func() { //= Polls
			defer wg.Done()
			for !mu.TryLock() {
				runtime.Gosched()
			}
			mu.Unlock()
		}()
	}
	wg.Wait()
}

// canceled goes on until the context ends.
func canceled(ctx context.Context, xs []int) {
	var wg sync.WaitGroup
	for x := range xs {
		wg.Add(1)
		go func() { //= Lasting
			defer wg.Done()
			for ctx.Err() == nil {
				fetch(x)
			}
		}()
	}
	wg.Wait()
}

func read() error

// untilError goes on until something fails.
func untilError(xs []int) {
	var wg sync.WaitGroup
	for range xs {
		wg.Add(1)
		go func() { //= Lasting
			defer wg.Done()
			for {
				if err := read(); err != nil {
					return
				}
			}
		}()
	}
	wg.Wait()
}

type node struct{ next *node }

func step(n *int) bool {
	*n++
	return *n < 4
}

// ends has loops that end by what they do.
func ends(ctx context.Context, xs []int, list *node, s *state) {
	var wg sync.WaitGroup
	var total atomic.Int64
	for _, x := range xs {
		wg.Add(1)
		go func() { //= none
			defer wg.Done()
			for i := 0; i < x; i++ {
				fetch(i)
			}
			for rest := x; rest > 0; rest /= 2 {
				fetch(rest)
			}
			for n := list; n != nil; n = n.next {
				fetch(1)
			}
			for rest := xs; len(rest) > 0; rest = rest[1:] {
				fetch(rest[0])
			}
			for done, i := false, 0; !done; i++ {
				if i > 3 {
					done = true
				}
			}
			for {
				old := total.Load()
				if total.CompareAndSwap(old, old+1) {
					break
				}
			}
			for total.Load() < 100 {
				total.Add(1)
			}
			for fetch(x) > 0 {
				fetch(0)
			}
			for s.next() {
				fetch(2)
			}
			n := 0
			for step(&n) {
				fetch(n)
			}
			grow := func() { n++ }
			for n < 100 {
				grow()
			}
			for ctx.Err() == nil && n > 0 {
				n--
			}
			var counts [3]int
			for counts[0] < 5 {
				counts[0]++
			}
			seen := map[int]int{}
			for seen[1] < 5 {
				seen[1]++
			}
			for i := range 3 {
				if err := read(); err == nil {
					break
				}
				fetch(i)
			}
		}()
	}
	wg.Wait()
}
