package fixed

import (
	"context"
	"sync"
	"sync/atomic"
	"time"
)

// Who is the last, who may close, and what a message means, is agreed on.

type answered struct {
	v   int
	err error
}

func fill(items []int, f func(int)) {
	sem := make(chan struct{}, 4)
	for _, it := range items {
		sem <- struct{}{}
		go func() {
			f(it)
			<-sem
		}()
	}
	for i := 0; i < cap(sem); i++ {
		sem <- struct{}{}
	}
}

func prefilledIDs(items []int, f func(id, it int)) {
	ids := make(chan int, 3)
	for i := 0; i < cap(ids); i++ {
		ids <- i
	}
	var wg sync.WaitGroup
	for _, it := range items {
		id := <-ids
		wg.Add(1)
		go func() {
			defer wg.Done()
			defer func() { ids <- id }()
			f(id, it)
		}()
	}
	wg.Wait()
}

func atomicLast(items []int, f func(int)) {
	done := make(chan struct{})
	var left atomic.Int64
	left.Store(int64(len(items)))
	for _, it := range items {
		go func() {
			f(it)
			if left.Add(-1) == 0 {
				close(done)
			}
		}()
	}
	<-done
}

func oldAtomic(items []int, f func(int)) {
	n := int32(len(items))
	done := make(chan struct{})
	for _, it := range items {
		go func() {
			f(it)
			if atomic.AddInt32(&n, -1) == 0 {
				close(done)
			}
		}()
	}
	<-done
}

func claims(items []int, f func(int) bool) {
	var claimed atomic.Bool
	done := make(chan struct{})
	var wg sync.WaitGroup
	for _, it := range items {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if f(it) && claimed.CompareAndSwap(false, true) {
				close(done)
			}
		}()
	}
	wg.Wait()
}

func loadOrStore(items []int, f func(int)) {
	var m sync.Map
	done := make(chan struct{})
	var wg sync.WaitGroup
	for _, it := range items {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if _, loaded := m.LoadOrStore("k", it); !loaded {
				close(done)
			}
		}()
	}
	wg.Wait()
}

type countdown struct {
	mu   sync.Mutex
	left int
}

func (s *countdown) last() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.left--
	return s.left == 0
}

func underLock(items []int, f func(int)) {
	s := &countdown{left: len(items)}
	done := make(chan struct{})
	for _, it := range items {
		go func() {
			f(it)
			if s.last() {
				close(done)
			}
		}()
	}
	<-done
}

func sentinel(items []int, n int, f func(int)) {
	in := make(chan int)
	var wg sync.WaitGroup
	for i := 0; i < n; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for {
				v := <-in
				if v < 0 {
					return
				}
				f(v)
			}
		}()
	}
	for _, it := range items {
		in <- it
	}
	for i := 0; i < n; i++ {
		in <- -1
	}
	wg.Wait()
}

func nilEnds(items []*int, f func(*int)) {
	in := make(chan *int)
	done := make(chan struct{})
	go func() {
		defer close(done)
		for {
			p := <-in
			if p == nil {
				return
			}
			f(p)
		}
	}()
	for _, it := range items {
		in <- it
	}
	in <- nil
	<-done
}

type msg struct {
	v    int
	last bool
}

func lastMessage(items []int, f func(int)) {
	in := make(chan msg)
	done := make(chan struct{})
	go func() {
		defer close(done)
		for m := range in {
			if m.last {
				return
			}
			f(m.v)
		}
	}()
	for _, it := range items {
		in <- msg{v: it}
	}
	in <- msg{last: true}
	<-done
}

func errStops(items []int, f func(int) error) error {
	errs := make(chan error)
	go func() {
		defer close(errs)
		for _, it := range items {
			if err := f(it); err != nil {
				errs <- err
				return
			}
			errs <- nil
		}
	}()
	for err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

func barrier(n int, f func(int)) {
	start := make(chan struct{})
	var ready, done sync.WaitGroup
	for i := 0; i < n; i++ {
		ready.Add(1)
		done.Add(1)
		go func() {
			defer done.Done()
			ready.Done()
			<-start
			f(i)
		}()
	}
	ready.Wait()
	close(start)
	done.Wait()
}

func errLast(items []int, f func(int) error) error {
	ch := make(chan error)
	go func() {
		for _, it := range items {
			if err := f(it); err != nil {
				ch <- err
				return
			}
		}
		ch <- nil
	}()
	return <-ch
}

func resultStops(items []int, f func(int) (int, error)) error {
	ch := make(chan answered)
	go func() {
		defer close(ch)
		for _, it := range items {
			v, err := f(it)
			ch <- answered{v, err}
			if err != nil {
				return
			}
		}
	}()
	for r := range ch {
		if r.err != nil {
			return r.err
		}
	}
	return nil
}

func collector(items []int, f func(int) int) []int {
	results := make(chan int)
	collected := make(chan []int)
	go func() {
		var all []int
		for r := range results {
			all = append(all, r)
		}
		collected <- all
	}()
	var wg sync.WaitGroup
	for _, it := range items {
		wg.Add(1)
		go func() {
			defer wg.Done()
			results <- f(it)
		}()
	}
	wg.Wait()
	close(results)
	return <-collected
}

func earlyClose(next func() (int, bool), f func(int) bool) {
	ch := make(chan int, 16)
	stop := make(chan struct{})
	go func() {
		defer close(ch)
		for {
			v, ok := next()
			if !ok {
				return
			}
			select {
			case ch <- v:
			case <-stop:
				return
			}
		}
	}()
	for v := range ch {
		if !f(v) {
			close(stop)
			break
		}
	}
	for range ch {
	}
}

func hedge(ctx context.Context, try func(context.Context) (int, error), d time.Duration) (int, error) {
	type res struct {
		v   int
		err error
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	ch := make(chan res, 2)
	run := func() {
		v, err := try(ctx)
		ch <- res{v, err}
	}
	go run()
	t := time.NewTimer(d)
	defer t.Stop()
	n := 1
	for {
		select {
		case r := <-ch:
			n--
			if r.err == nil || n == 0 {
				return r.v, r.err
			}
		case <-t.C:
			n++
			go run()
		}
	}
}
