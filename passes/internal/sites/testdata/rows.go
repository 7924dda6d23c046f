package p

import (
	"context"
	"net/http"
	"sync"

	"golang.org/x/sync/errgroup"
)

func work(x int) {}

func job() error { return nil }

func regimes(xs []int, n int, ch chan int, g *errgroup.Group) {
	go work(1) //= sequential
	for range 3 {
		go work(1) //= bounded
	}
	for range n {
		go work(1) //= bounded
	}
	for range xs {
		go work(1) //= unbounded, strong
	}
	for range xs {
		g.Go(job) //= unknown
	}
	sem := make(chan struct{}, 8)
	for range xs {
		sem <- struct{}{}
		go func() { <-sem }() //= bounded
	}
	running := false
	for range ch {
		if !running {
			running = true
			go work(1) //= sequential
		}
	}
}

func handler(w http.ResponseWriter, r *http.Request) {
	go work(1) //= unbounded, strong
	var g errgroup.Group
	g.Go(job) //= sequential
}

type node struct{ left, right *node }

func (n *node) walk(g *errgroup.Group) {
	if n != nil {
		g.Go(func() error { //= unknown
			n.left.walk(g)
			return nil
		})
	}
}

func recursive(ctx context.Context, n *node) {
	g, _ := errgroup.WithContext(ctx)
	g.Go(func() error { //= unbounded, strong
		recursive(ctx, n.left)
		return nil
	})
}

// The callers limit each call, and call without end.
func few(xs ...int) {
	for _, x := range xs {
		go work(x) //= unbounded, strong
	}
}

func calls(ch chan int) {
	for x := range ch {
		few(x, x)
	}
}

// Each call waits for what it started.
func fewJoined(xs ...int) {
	var wg sync.WaitGroup
	for range xs {
		wg.Go(func() {}) //= bounded
	}
	wg.Wait()
}

func callsJoined(ch chan int) {
	for x := range ch {
		fewJoined(x, x)
	}
}

type list struct {
	//inflight:bounded an operator writes it
	names []int
	other []int
}

func fields(l *list) {
	for range l.names {
		go work(1) //= bounded
	}
	for range l.other {
		go work(1) //= unbounded, strong
	}
}

//inflight:bounded a page of them
type page []int

func types(p page) {
	for range p {
		go work(1) //= bounded
	}
}

//inflight:bounded its callers know
func function() {
	for range all() {
		go work(1) //= bounded by directive: its callers know
	}
	for range all() {
		func() {
			go work(1) //= bounded by directive: its callers know
		}()
	}
}

func all() []int

func onLoop(xs []int) {
	//inflight:bounded the loop says so
	for range xs {
		go work(1) //= bounded by directive: the loop says so
	}
	//inflight:bounded only this
	for range xs {
		for range 3 {
			go work(1) //= bounded by directive: only this
		}
	}
	for range xs {
		go work(1) //= unbounded, strong
	}
}

func above(xs []int) {
	for range xs {
		//inflight:bounded the spawn says so
		go work(1) //= bounded by directive: the spawn says so
	}
}
