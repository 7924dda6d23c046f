package p

import (
	"sync"

	"golang.org/x/sync/errgroup"
)

func named() {}

func outside()

func job() error { return nil }

type T struct{}

func (t *T) method() {}

func (t T) value() {}

type I interface{ method() }

type embedding struct{ *T }

func goStatements(t *T, i I, e embedding, f func(), fs []func()) {
	go named()         //= go named body
	go outside()       //= go outside
	go func() {}()     //= go literal
	go func(int) {}(1) //= go literal
	go t.method()      //= go method body
	go t.value()       //= go value body
	go i.method()      //= go method
	go e.method()      //= go method body
	go (*T).method(t)  //= go method
	go f()             //= go
	go fs[0]()         //= go
	go println()       //= go
	g := func() {}
	go g() //= go literal
	h := named
	go h() //= go named body
	m := t.method
	go m() //= go method
}

func groups(g *errgroup.Group, t *T) {
	g.Go(job)                         //= group job body on *errgroup.Group
	g.Go(func() error { return nil }) //= group literal on *errgroup.Group
	g.TryGo(job)                      //= try group job body on *errgroup.Group
	if g.TryGo(job) {                 //= try group job body on *errgroup.Group
		named()
	}
	g.Go(t.fails) //= group fails on *errgroup.Group
	g.SetLimit(3)
	_ = g.Wait()
}

func (t *T) fails() error { return nil }

type grouped struct{ errgroup.Group }

type pointed struct{ *errgroup.Group }

func embedded(g grouped, p pointed) {
	g.Go(job) //= group job body on *errgroup.Group
	p.Go(job) //= group job body on *errgroup.Group
}

type starter interface{ Go(func() error) }

// A method of an interface is nobody's.
func hidden(s starter) {
	s.Go(job)
}

type own struct{}

func (own) Go(func() error) {}

func notAGroup(o own) {
	o.Go(job)
}

func waitGroups(wg *sync.WaitGroup) {
	wg.Go(named)   //= wait group named body on *sync.WaitGroup
	wg.Go(func() { //= wait group literal on *sync.WaitGroup
		go named() //= go named body
	})
	wg.Add(1)
	wg.Done()
	wg.Wait()
}

func helper(f func()) { go f() } //= go

func (t *T) helper(name string, f func()) { go f() } //= go

func helpers(t *T) {
	helper(named)        //= helper named body
	helper(func() {})    //= helper literal
	helper(t.method)     //= helper method
	t.helper("x", named) //= helper named body on *p.T
	h := helper
	h(named) //= helper named body
}

// Deferred: once, when the function ends.
func deferred(g *errgroup.Group) {
	defer g.Go(job)
	defer helper(named)
	defer func() {
		go named() //= go named body
	}()
}

func either(ok bool) {
	f := named
	if ok {
		f = func() {}
	}
	go f() //= go named body literal
}

func nothing() {
	named()
	func() {}()
}
