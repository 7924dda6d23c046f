package a

import (
	"net/http"
	"os"
	"runtime"
	"sync"

	"golang.org/x/sync/errgroup"
	"golang.org/x/time/rate"
)

func work(x int) {}

func job() error { return nil }

func once() {
	go work(1) // want `^go in once: sequential, reached once$`
}

func counted(n int) {
	for range 3 {
		go work(1) // want `^go in counted: bounded, repeated a number of times that is constant$`
	}
	for range n {
		go work(1) // want `that is configured: parameter n$`
	}
	for range runtime.NumCPU() {
		go work(1) // want `that is processors$`
	}
}

func gates(xs []int, n int) {
	sem := make(chan struct{}, n)
	for range xs {
		sem <- struct{}{}
		go func() { // want `^go in gates: bounded by semaphore before the spawn \(line 36\), k configured: parameter n, per element of xs \(parameter\)$`
			<-sem
		}()
	}
	var g errgroup.Group
	g.SetLimit(8)
	for range xs {
		g.Go(job) // want `^g\.Go in gates: bounded by group limit \(line 42\), k 8, per element of xs`
	}
	running := false
	for range xs {
		if !running {
			running = true
			go work(1) // want `sequential by state flag .*, per element of xs`
		}
	}
}

func unknown(g *errgroup.Group, xs []int) {
	for range xs {
		g.Go(job) // want `^g\.Go in unknown: unknown by group owned elsewhere \(line 55\)`
	}
}

func unbounded(xs []int, l *rate.Limiter) error {
	for range xs {
		go work(1) // want `^go in unbounded: unbounded, per element of xs \(parameter\), size data: parameter xs; nobody waits for the work`
	}
	for range xs {
		if !l.Allow() {
			continue
		}
		go work(1) // want `fake gate: rate limiter; nobody waits for the work`
	}
	entries, err := os.ReadDir(".")
	var wg sync.WaitGroup
	for range entries {
		wg.Go(func() {}) // want `^wg\.Go in unbounded: unbounded, per element of entries \(result of ReadDir\), size data: listing of ReadDir; the size comes from outside the program`
	}
	wg.Wait()
	return err
}

func handler(w http.ResponseWriter, r *http.Request) {
	go work(1) // want `^go in handler: unbounded, per request of handler, size forever: request; nobody waits for the work; it can outlive the request or message; another`
}

func directive(xs []int) {
	//inflight:bounded a page of them
	for range xs {
		go work(1) // want `^go in directive: bounded by directive: a page of them$`
	}
	for range xs {
		go work(1) //inflight:ignore inventory nobody wants to know
	}
}
