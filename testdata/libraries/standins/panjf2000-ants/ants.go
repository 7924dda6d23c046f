// Package ants stands in for version 1.2.1 of the library, as far as the table
// names it.
package ants

type Pool struct{ workers chan struct{} }

func NewPool(size int) (*Pool, error) { return &Pool{make(chan struct{}, size)}, nil }

func NewPoolPreMalloc(size int) (*Pool, error) { return NewPool(size) }

func NewUltimatePool(size, expiry int, preAlloc bool) (*Pool, error) { return NewPool(size) }

func (p *Pool) Submit(task func()) error {
	p.workers <- struct{}{}
	go func() {
		defer func() { <-p.workers }()
		task()
	}()
	return nil
}

var defaultPool = &Pool{make(chan struct{}, 1<<31-1)}

func Submit(task func()) error { return defaultPool.Submit(task) }

type PoolWithFunc struct {
	pool Pool
	work func(interface{})
}

func NewPoolWithFunc(size int, pf func(interface{})) (*PoolWithFunc, error) {
	return &PoolWithFunc{Pool{make(chan struct{}, size)}, pf}, nil
}

func NewPoolWithFuncPreMalloc(size int, pf func(interface{})) (*PoolWithFunc, error) {
	return NewPoolWithFunc(size, pf)
}

func NewUltimatePoolWithFunc(size, expiry int, pf func(interface{}), preAlloc bool) (*PoolWithFunc, error) {
	return NewPoolWithFunc(size, pf)
}

func (p *PoolWithFunc) Invoke(args interface{}) error {
	return p.pool.Submit(func() { p.work(args) })
}
