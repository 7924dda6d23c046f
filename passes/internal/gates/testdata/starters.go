package p

import (
	"sync"

	"golang.org/x/sync/semaphore"
)

func work(...any) {}

type pool struct {
	slots chan struct{}
	w     *semaphore.Weighted
	wg    sync.WaitGroup
	mu    sync.Mutex
}

// Functions that start one piece of work, which gives back what their callers took.
func (p *pool) start() {
	go func() {
		defer func() { <-p.slots }()
		work()
	}()
}

func (p *pool) named() { go p.run() }

func (p *pool) run() { defer func() { <-p.slots }() }

func (p *pool) takes() {
	go func() {
		p.slots <- struct{}{}
		defer func() { <-p.slots }()
	}()
}

func (p *pool) counted() {
	p.wg.Add(1)
	go func() {
		defer p.wg.Done()
		work()
	}()
}

func (p *pool) weighted() {
	go func() {
		defer p.w.Release(1)
		work()
	}()
}

func (p *pool) plain() { go work() }

func start(sem chan struct{}) {
	go func() {
		defer func() { <-sem }()
		work()
	}()
}

func swapped(a, b chan struct{}) {
	go func() {
		defer func() { <-b }()
		work(a)
	}()
}

func named(sem chan struct{}) { go release(sem) }

func release(sem chan struct{}) { <-sem }

func fields(xs []int, p, q *pool) {
	for range xs {
		p.slots <- struct{}{}
		p.start() //= semaphore before the spawn, unknown
	}
	for range xs {
		p.slots <- struct{}{}
		p.named() //= semaphore before the spawn, unknown
	}
	for range xs {
		p.takes() //= fake: acquired inside the work
	}
	for range xs {
		p.slots <- struct{}{}
		p.plain() //= a call that may wait, out of sight
	}
	for range xs {
		p.counted() //= join in the iteration
		p.wg.Wait()
	}
	for range xs {
		p.counted() //= none
	}
	p.wg.Wait()
	for range xs {
		_ = p.w.Acquire(nil, 1)
		p.weighted() //= semaphore before the spawn, unknown
	}
	for range xs {
		p.start() //= none
	}
}

func parameters(xs []int) {
	sem := make(chan struct{}, 8)
	other := make(chan struct{}, 8)
	for range xs {
		sem <- struct{}{}
		start(sem) //= semaphore before the spawn, constant
	}
	for range xs {
		sem <- struct{}{}
		named(sem) //= semaphore before the spawn, constant
	}
	for range xs {
		sem <- struct{}{}
		start(other) //= a call that may wait, out of sight
	}
	for range xs {
		sem <- struct{}{}
		swapped(other, sem) //= semaphore before the spawn, constant
	}
	for range xs {
		sem <- struct{}{}
		swapped(sem, other) //= a call that may wait, out of sight
	}
	sized := make(chan struct{}, len(xs))
	for range xs {
		sized <- struct{}{}
		start(sized) //= fake: as large as the data
	}
	for range xs {
		own := make(chan struct{}, 8)
		own <- struct{}{}
		start(own) //= none
	}
	for range xs {
		select {
		case sem <- struct{}{}:
		default:
			continue
		}
		start(sem) //= semaphore before the spawn, constant
	}
	for range xs {
		select {
		case sem <- struct{}{}:
		default:
		}
		start(sem) //= fake: not acquired before every spawn
	}
}

func helpers(xs []int, f func()) {
	sem := make(chan struct{}, 8)
	for range xs {
		sem <- struct{}{}
		run(func() { <-sem }) //= semaphore before the spawn, constant
	}
	for range xs {
		run(func() { //= fake: acquired inside the work
			sem <- struct{}{}
			<-sem
		})
	}
}

func run(f func()) { go f() }
