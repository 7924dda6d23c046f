package p

import (
	"context"
	"sync"
)

func job() {}

func Safe(ctx context.Context, f func()) {}

type Plain struct{}

func (*Plain) Submit(f func()) {}

func (*Plain) TrySubmit(f func()) bool { return true }

type Open struct{}

func (*Open) Submit(f func()) {}

type Closed struct{}

func (*Closed) Submit(f func()) {}

func (*Closed) TrySubmit(f func()) bool { return true }

// A pool that was made with a function is given what it works on.
type Func struct{}

func (*Func) Invoke(x any) {}

type Tree struct{}

type Service interface{ Serve() }

func (*Tree) Add(s Service) {}

type service struct{}

func (service) Serve() {}

type Proc struct{}

func (*Proc) Start() error { return nil }

// The row speaks of an argument that there is not.
type Many struct{}

func (*Many) Submit(f func()) {}

type wrapper struct{ *Closed }

type submitter interface{ Submit(func()) }

func pools(p *Plain, o *Open, c *Closed, f *Func, t *Tree, proc *Proc, m *Many, w wrapper) {
	Safe(context.Background(), job)       //= helper job body
	Safe(context.Background(), func() {}) //= helper literal
	p.Submit(job)                         //= wait group job body on *p.Plain
	p.TrySubmit(job)                      //= wait group job body on *p.Plain
	o.Submit(job)                         //= group job body on *p.Open
	c.Submit(func() {})                   //= group literal on *p.Closed
	if c.TrySubmit(job) {                 //= try group job body on *p.Closed
		job()
	}
	f.Invoke(1)      //= group on *p.Func
	t.Add(service{}) //= starter Add: on *p.Tree, stays
	_ = proc.Start() //= process on *p.Proc
	m.Submit(job)
	w.Submit(job) //= group job body on *p.Closed
	defer c.Submit(job)
	go c.Submit(job) //= go Submit body
}

func behind(ok bool, s submitter) {
	var one submitter = &Closed{}
	one.Submit(job) //= group job body on p.submitter
	var two submitter = &Closed{}
	if ok {
		two = &Open{}
	}
	two.Submit(job)
	s.Submit(job)
}

func oftenSupervised(t *Tree, xs []Service, wg *sync.WaitGroup) {
	for _, x := range xs {
		t.Add(x) //= starter Add: on *p.Tree, stays
	}
}
