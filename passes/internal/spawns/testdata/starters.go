package p

import (
	"context"
	"net/http"
	"os/exec"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"
	"golang.org/x/sync/singleflight"
)

func leaf(int) {}

func job() error { return nil }

type S struct {
	wg sync.WaitGroup
	g  errgroup.Group
	mu sync.Mutex
	on bool
}

func (s *S) run() {}

func start(n int) { go leaf(n) } //= go leaf body

func (s *S) start() { go s.run() } //= go run body

func literal() {
	go func() { leaf(1) }() //= go literal
}

func second(n int) { start(n) } //= starter start: leaf body through start

func third(n int) { second(n) } //= starter second: leaf body

func starters(s *S) {
	start(1)  //= starter start: leaf body through start
	s.start() //= starter start: run body through start on *p.S
	literal() //= starter literal: literal through literal
}

func chains() {
	second(1) //= starter second: leaf body
}

func generic[E any](e E) { go func() { _ = e }() } //= go literal

func instances() {
	generic(1)          //= starter generic: literal through generic
	generic[string]("") //= starter generic: literal through generic
}

// Functions that start each other.
func ping(n int) {
	if n == 0 {
		return
	}
	go leaf(n) //= go leaf body
	pong(n - 1)
}

func pong(n int) {
	ping(n - 1) //= starter ping: leaf body through ping, maybe
}

func self(n int) {
	go leaf(n)  //= go leaf body
	self(n - 1) //= starter self: leaf body through self
}

// Nothing is ever started.
func up(n int) { down(n) }

func down(n int) { up(n) }

func circles() {
	ping(1) //= starter ping: leaf body through ping, maybe
	pong(1)
	self(1) //= starter self: leaf body through self
	up(1)
}

func (s *S) counted() {
	s.wg.Add(1)
	go func() { //= go literal
		defer s.wg.Done()
		s.run()
	}()
}

func (s *S) collected() { s.wg.Go(s.run) } //= wait group run on *sync.WaitGroup

func (s *S) loops() {
	go func() { //= go literal
		for {
			s.run()
		}
	}()
}

func (s *S) later() { time.AfterFunc(time.Second, s.run) } //= timer run

func (s *S) state() {
	if s.on {
		return
	}
	s.on = true
	go s.run() //= go run body
}

func (s *S) locked() {
	s.mu.Lock()
	defer s.mu.Unlock()
	go s.run() //= go run body
}

func (s *S) waits() {
	go s.run() //= go run body
	s.wg.Wait()
}

func (s *S) inGroup() { s.g.Go(job) } //= group job body on *errgroup.Group

func kinds(s *S) {
	s.counted()   //= starter counted: literal through counted on *p.S, tells
	s.collected() //= starter collected: run through collected on *p.S, tells
	s.loops()     //= starter loops: literal through loops on *p.S, stays
	s.later()     //= starter later: run through later on *p.S, stays
	s.state()     //= starter state: run body through state on *p.S, maybe
	s.locked()    //= starter locked: run body through locked on *p.S, maybe
	s.waits()
	s.inGroup()
}

func timers(f func()) {
	time.AfterFunc(time.Second, f)         //= timer
	time.AfterFunc(time.Second, func() {}) //= timer literal
	t := time.NewTimer(time.Second)
	<-t.C
	defer time.AfterFunc(time.Second, f)
}

func processes(ctx context.Context, c *exec.Cmd) {
	_ = c.Start()                                                  //= process on *exec.Cmd
	if err := exec.CommandContext(ctx, "ls").Start(); err != nil { //= process on *exec.Cmd
		return
	}
	_ = c.Run()
	go c.Start() //= go Start
}

func flights(g *singleflight.Group) {
	g.DoChan("a", func() (any, error) { return nil, nil }) //= wait group literal on *singleflight.Group
	_, _, _ = g.Do("a", func() (any, error) { return nil, nil })
}

type launcher interface{ start() }

// Through an interface that holds one type alone.
func abstract(l launcher) {
	var one launcher = &S{}
	one.start() //= starter start: run body through start on p.launcher
	l.start()
}

func deferred(s *S) {
	defer s.start()
	go s.start() //= go start body
}

func oftenLoop(s *S, xs []int) {
	for range xs {
		s.start() //= starter start: run body through start on *p.S
	}
}

func oftenLiteral(s *S) func() {
	return func() { s.start() } //= starter start: run body through start on *p.S
}

func oftenHandler(w http.ResponseWriter, r *http.Request) {
	start(1) //= starter start: leaf body through start
}

var atStart = func() int {
	start(1) //= starter start: leaf body through start
	return 0
}()

func fourth(n int) { third(n) } //= starter third: leaf body
