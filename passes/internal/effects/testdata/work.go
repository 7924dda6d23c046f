package p

import (
	"sync"

	"golang.org/x/sync/errgroup"
)

func job() error { return nil }

func done(wg *sync.WaitGroup, ch chan int) {
	defer wg.Done()
	ch <- 1
}

type queue interface{ Run(chan int) }

func elsewhere(wg *sync.WaitGroup)

func add(g *errgroup.Group) { g.Go(job) } //= nothing

func f(wg *sync.WaitGroup, ch, in chan int, q queue, g *errgroup.Group, other func()) {
	go job()         //= nothing
	go done(wg, ch)  //= sends ch, takes ch, finishes wg, calls wg
	go elsewhere(wg) //= calls wg
	go q.Run(ch)     //= calls q
	go other()       //= nothing
	go func() {      //= receives in, takes in
		<-in
	}()
	g.Go(func() error { //= submits g, calls g
		add(g)
		return nil
	})
	// A group of its own.
	g.Go(func() error { //= joins own, calls own
		var own errgroup.Group
		own.Go(job) //= nothing
		return own.Wait()
	})
}
