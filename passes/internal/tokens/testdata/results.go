// Package p looks away, or lets others choose.
package p

import (
	"context"
	"encoding/json"
	"net/http"
	"strconv"
	"sync"

	"golang.org/x/sync/errgroup"
	"golang.org/x/sync/semaphore"
)

func work(int) error { return nil }

func use(int) {}

const most = 8

func ignored(ctx context.Context, x int) {
	sem := semaphore.NewWeighted(4)
	_ = sem.Acquire(ctx, 1) //= ignored +1
	defer sem.Release(1)
	use(x)
}

func neverEnds(x int) {
	sem := semaphore.NewWeighted(4)
	ctx := context.WithValue(context.Background(), "x", x)
	_ = sem.Acquire(ctx, 1)
	defer sem.Release(1)
	use(x)
}

func neverEndsHere(ctx context.Context, sem *semaphore.Weighted) {
	sem.Acquire(ctx, 1)
	defer sem.Release(1)
}

func callsNeverEnds() { neverEndsHere(context.TODO(), semaphore.NewWeighted(3)) }

func triedAndIgnored(x int) {
	sem := semaphore.NewWeighted(4)
	sem.TryAcquire(1) //= ignored +1
	defer sem.Release(1)
	use(x)
}

func causes(ctx context.Context, xs []int) error {
	sem := semaphore.NewWeighted(4)
	g, ctx := errgroup.WithContext(ctx)
	for _, x := range xs {
		if err := sem.Acquire(ctx, 1); err != nil { //= cause +1
			return err
		}
		g.Go(func() error {
			defer sem.Release(1)
			return work(x)
		})
	}
	return g.Wait()
}

func waits(ctx context.Context, xs []int) error {
	sem := semaphore.NewWeighted(4)
	g, gctx := errgroup.WithContext(ctx)
	for _, x := range xs {
		if err := sem.Acquire(gctx, 1); err != nil {
			if gerr := g.Wait(); gerr != nil {
				return gerr
			}
			return err
		}
		g.Go(func() error {
			defer sem.Release(1)
			return work(x)
		})
	}
	return g.Wait()
}

func outer(ctx context.Context, xs []int) error {
	sem := semaphore.NewWeighted(4)
	g, _ := errgroup.WithContext(ctx)
	for _, x := range xs {
		if err := sem.Acquire(ctx, 1); err != nil {
			return err
		}
		g.Go(func() error {
			defer sem.Release(1)
			return work(x)
		})
	}
	return g.Wait()
}

func insideWork(ctx context.Context, xs []int) error {
	sem := semaphore.NewWeighted(4)
	g, ctx := errgroup.WithContext(ctx)
	for _, x := range xs {
		g.Go(func() error {
			if err := sem.Acquire(ctx, 1); err != nil {
				return err
			}
			defer sem.Release(1)
			return work(x)
		})
	}
	return g.Wait()
}

func noRoom(xs []int) {
	sem := make(chan struct{})
	for _, x := range xs {
		sem <- struct{}{} //= zero +2
		go func() {
			defer func() { <-sem }()
			use(x)
		}()
	}
}

func noRoomInside(xs []int) {
	sem := make(chan struct{})
	var wg sync.WaitGroup
	for _, x := range xs {
		wg.Go(func() {
			sem <- struct{}{} //= zero +2
			use(x)
			<-sem
		})
	}
	wg.Wait()
}

func meets(xs []int) {
	done := make(chan struct{})
	for _, x := range xs {
		go func() {
			use(x)
			done <- struct{}{}
		}()
	}
	for range xs {
		<-done
	}
}

func noWeight(ctx context.Context) error {
	sem := semaphore.NewWeighted(0) //= zero +1
	if err := sem.Acquire(ctx, 1); err != nil {
		return err
	}
	defer sem.Release(1)
	return work(1)
}

func asked(w http.ResponseWriter, r *http.Request) {
	n, err := strconv.Atoi(r.URL.Query().Get("parallel"))
	if err != nil {
		return
	}
	sem := make(chan struct{}, n) //= client
	for x := range 100 {
		sem <- struct{}{}
		go func() {
			defer func() { <-sem }()
			use(x)
		}()
	}
}

func clamped(w http.ResponseWriter, r *http.Request) {
	n, err := strconv.Atoi(r.FormValue("parallel"))
	if err != nil || n > most {
		return
	}
	sem := make(chan struct{}, n)
	for x := range 100 {
		sem <- struct{}{}
		go func() {
			defer func() { <-sem }()
			use(x)
		}()
	}
}

func least(w http.ResponseWriter, r *http.Request) {
	n, _ := strconv.Atoi(r.FormValue("parallel"))
	sem := semaphore.NewWeighted(int64(min(n, most)))
	for x := range 100 {
		if sem.Acquire(r.Context(), 1) != nil {
			return
		}
		go func() {
			defer sem.Release(1)
			use(x)
		}()
	}
}

type order struct{ Parallel int64 }

func decoded(w http.ResponseWriter, r *http.Request) {
	var o order
	if err := json.NewDecoder(r.Body).Decode(&o); err != nil {
		return
	}
	sem := semaphore.NewWeighted(o.Parallel) //= client
	for x := range 100 {
		if sem.Acquire(r.Context(), 1) != nil {
			return
		}
		go func() {
			defer sem.Release(1)
			use(x)
		}()
	}
}

func fromFile(data []byte) {
	var o order
	if err := json.Unmarshal(data, &o); err != nil {
		return
	}
	sem := make(chan struct{}, o.Parallel)
	for x := range 100 {
		sem <- struct{}{}
		go func() {
			defer func() { <-sem }()
			use(x)
		}()
	}
}

func tooEarly(xs []int) {
	sem := make(chan struct{}, most)
	for _, x := range xs {
		sem <- struct{}{}
		go func() {
			use(x)
			<-sem //= early +1
			use(x + 1)
		}()
	}
}
