package p

import "sync"

func work(...any) {}

func sameTurn(xs []int) {
	for range xs {
		done := make(chan int)
		go func() { done <- 1 }() //= join in the iteration
		<-done
	}
	for range xs {
		done := make(chan int)
		go func() { close(done) }() //= join in the iteration
		<-done
	}
	var wg sync.WaitGroup
	for range xs {
		wg.Add(1)
		go func() { //= join in the iteration
			defer wg.Done()
		}()
		wg.Wait()
	}
	for range xs {
		wg.Go(func() {}) //= join in the iteration
		wg.Wait()
	}
}

func afterLoop(xs []int) {
	var wg sync.WaitGroup
	for range xs {
		wg.Add(1)
		go func() { //= none
			defer wg.Done()
		}()
	}
	wg.Wait()
	done := make(chan int)
	for range xs {
		go func() { done <- 1 }() //= none
	}
	for range xs {
		<-done
	}
}

// One batch of workers in each turn.
func batches(xss [][]int) {
	for _, xs := range xss {
		var wg sync.WaitGroup
		for range 4 {
			wg.Add(1)
			go func() { //= join in the iteration
				defer wg.Done()
				work(xs)
			}()
		}
		wg.Wait()
	}
}

func inSelect(xs []int, stop chan int) {
	for range xs {
		done := make(chan int)
		go func() { done <- 1 }() //= join in the iteration
		select {
		case <-done:
		case <-stop:
		}
	}
}

// A receive that does not wait is no join.
func polled(xs []int) {
	done := make(chan int)
	for range xs {
		go func() { done <- 1 }() //= none
		select {
		case <-done:
		default:
		}
	}
}

// The wait is for others.
func others(xs []int, group *sync.WaitGroup) {
	var wg sync.WaitGroup
	for range xs {
		wg.Add(1)
		go func() { //= none
			defer wg.Done()
		}()
		group.Wait()
	}
}

// Every k-th turn waits for all that the turns before it started.
func everyKth(xs []int) {
	var wg sync.WaitGroup
	for i := range xs {
		wg.Add(1)
		go func() { //= join in the iteration
			defer wg.Done()
		}()
		if i%10 == 9 {
			wg.Wait()
		}
	}
}

// Some other condition is no k-th turn.
func sometimes(xs []int, ok bool) {
	var wg sync.WaitGroup
	for range xs {
		wg.Add(1)
		go func() { //= none
			defer wg.Done()
		}()
		if ok {
			wg.Wait()
		}
	}
}

// The work of the turn before is waited for, if there was one.
func previous(xs []int) {
	var last chan int
	for range xs {
		if last != nil {
			<-last
		}
		done := make(chan int)
		go func() { done <- 1 }() //= semaphore before the spawn, once
		last = done
	}
}

func previousClosed(xs []int) {
	var last chan struct{}
	for range xs {
		if last != nil {
			<-last
		}
		last = make(chan struct{})
		go func() { //= join in the iteration
			close(last)
		}()
	}
}

func start(f func()) func() {
	done := make(chan int)
	go func() {
		f()
		close(done)
	}()
	return func() { <-done }
}

func (s *server) run(xs []int) {
	for range xs {
		s.once()
	}
}

type server struct{ wg sync.WaitGroup }

func (s *server) once() {
	s.wg.Add(1)
	go s.work()
	s.wg.Wait()
}

func (s *server) work() { s.wg.Done() }
