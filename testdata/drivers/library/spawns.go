package library

import "sync"

func Go(f func()) { go f() }

func Second(name string, f func()) {
	go func() {
		defer println(name)
		f()
	}()
}

func With[T any](x T, f func(T)) { go f(x) }

// Pool is one in name only.
type Pool struct{ wg sync.WaitGroup }

func (p *Pool) Submit(f func()) {
	p.wg.Add(1)
	go func() {
		defer p.wg.Done()
		f()
	}()
}

func (p *Pool) Wait() { p.wg.Wait() }

// Of starts work for values of one type.
type Of[T any] struct{ last T }

func (o *Of[T]) Start(f func(T)) { go f(o.last) }

// Background returns a type that others can use but not name.
func Background() *background { return new(background) }

type background struct{ count int }

func (b *background) Do(f func()) {
	b.count++
	go f()
}

// Now calls f here, whatever it looks like to who cannot see it.
func Now(f func()) { f() }
