package p

import (
	"sync"

	"golang.org/x/sync/errgroup"
)

func work(...any) {}

func f(wg *sync.WaitGroup, g *errgroup.Group, ch, results chan int) {
	go work()      //= nobody
	go func() {}() //= nobody
	go func() {    //= counted
		defer wg.Done()
	}()
	go done(wg)      //= counted
	go elsewhere(wg) //= counted
	go func() {      //= joined
		ch <- 1
	}()
	go func() { //= joined
		close(ch)
	}()
	go func() { //= joined
		send(ch)
	}()
	go send(ch) //= joined
	go func() { //= nobody
		go func() { ch <- 1 }() //= joined
	}()
	go func() { //= nobody
		<-ch
	}()
	g.Go(job)        //= counted
	wg.Go(func() {}) //= counted
	go func() {      //= joined
		for r := range results {
			ch <- r
		}
	}()
}

func job() error { return nil }

func done(wg *sync.WaitGroup) { wg.Done() }

func elsewhere(wg *sync.WaitGroup)

func send(ch chan int) { ch <- 1 }
