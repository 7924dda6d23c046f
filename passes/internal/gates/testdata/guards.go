package p

import "sync/atomic"

func work(...any) {}

func flag(ch chan int) {
	running := false
	for range ch {
		if running {
			continue
		}
		running = true
		go work() //= state flag
	}
}

func flagNeverSet(ch chan int, running bool) {
	for range ch {
		if running {
			continue
		}
		go work() //= none
	}
}

func cancelled(ch chan int) {
	var stop func()
	for range ch {
		if stop == nil {
			stop = start()
			go work() //= state flag
		}
	}
}

func start() func()

type server struct {
	running bool
	busy    atomic.Bool
	active  int
	count   atomic.Int32
	state   int32
	peers   map[string]bool
}

func (s *server) field(ch chan int) {
	for range ch {
		if !s.running {
			s.running = true
			go work() //= state flag
		}
	}
}

func (s *server) atomics(ch chan int) {
	for range ch {
		if s.busy.CompareAndSwap(false, true) {
			go work() //= state flag
		}
	}
	for range ch {
		if !atomic.CompareAndSwapInt32(&s.state, 0, 1) {
			continue
		}
		go work() //= state flag
	}
	for range ch {
		if s.busy.Swap(true) {
			continue
		}
		go work() //= state flag
	}
	for range ch {
		if !s.busy.CompareAndSwap(false, true) {
			go work() //= none
		}
	}
	for range ch {
		if s.busy.Swap(true) {
			go work() //= none
		}
	}
	for range ch {
		if !s.busy.Load() {
			s.busy.Store(true)
			go work() //= state flag
		}
	}
	for range ch {
		if !s.busy.Load() {
			go work() //= none
		}
	}
}

// The flag of each element is one of many.
func elements(all []*server) {
	for _, s := range all {
		if !s.running {
			s.running = true
			go work() //= none
		}
	}
	for _, s := range all {
		if s.busy.CompareAndSwap(false, true) {
			go work() //= none
		}
	}
}

func counter(ch chan int) {
	n := 0
	for range ch {
		if n < 10 {
			n++
			go work() //= counter guard
		}
	}
}

func (s *server) counters(ch chan int, limit int) {
	for range ch {
		if s.active >= limit {
			continue
		}
		s.active++
		go work() //= counter guard
	}
	for range ch {
		if s.count.Load() >= 10 {
			continue
		}
		s.count.Add(1)
		go work() //= counter guard
	}
	for range ch {
		if s.count.Add(1) > 10 {
			s.count.Add(-1)
			continue
		}
		go work() //= counter guard
	}
}

func notCounted(ch chan int, n int) {
	for range ch {
		if n < 10 {
			go work() //= none
		}
	}
	m := 0
	for range ch {
		m++
		if m > 10 {
			go work() //= none
		}
	}
}

// The index of the loop itself is no counter.
func index(xs []int) {
	for i := range xs {
		if i < len(xs) {
			go work() //= none
		}
	}
}

func (s *server) size(ch chan string) {
	for name := range ch {
		if len(s.peers) >= 10 {
			continue
		}
		s.peers[name] = true
		go work(name) //= counter guard
	}
	for name := range ch {
		if len(s.peers) < 10 {
			go work(name) //= none
		}
	}
}
