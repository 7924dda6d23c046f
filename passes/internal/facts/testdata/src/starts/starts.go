// Package starts has functions that start a goroutine of their own, and some that
// only look so.
package starts

import (
	"sync"
	"time"

	"helpers"
)

type Server struct {
	wg      sync.WaitGroup
	mu      sync.Mutex
	once    sync.Once
	running bool
	jobs    chan int
}

func (s *Server) Start(id string) { // want Start:"starts"
	go s.run(id)
}

func (s *Server) run(id string) { println(id) }

func (s *Server) Counted(id string) { // want Counted:"starts and tells"
	s.wg.Add(1)
	go func() {
		defer s.wg.Done()
		s.run(id)
	}()
}

func (s *Server) Loop() { // want Loop:"starts and stays"
	go s.loop()
}

func (s *Server) loop() {
	for {
		s.run("")
	}
}

func Result() <-chan int { // want Result:"starts and tells"
	out := make(chan int, 1)
	go func() { out <- 1 }()
	return out
}

func Group(wg *sync.WaitGroup) { // want Group:"starts and tells"
	go done(wg)
}

func done(wg *sync.WaitGroup) { wg.Done() }

func Twice() { // want Twice:"starts"
	Checked("x")
}

func Checked(name string) error { // want Checked:"starts"
	if err := check(name); err != nil {
		return err
	}
	go println2(name)
	return nil
}

func check(string) error { return nil }

func println2(s string) { println(s) }

func Helper(name string) { // want Helper:"starts"
	helpers.Spawn(func() { println2(name) })
}

func Timer(name string) { // want Timer:"starts and stays"
	time.AfterFunc(time.Second, func() { println2(name) })
}

func New() *Server { // want New:"starts and stays"
	s := &Server{}
	s.Loop()
	return s
}

// A state, a test or a lock may say no.
func (s *Server) Once() {
	s.once.Do(func() { go s.run("") })
}

func (s *Server) State() {
	if s.running {
		return
	}
	s.running = true
	go s.run("")
}

func (s *Server) Locked() {
	s.mu.Lock()
	defer s.mu.Unlock()
	go s.run("")
}

func Perhaps(ok bool) {
	if ok {
		go println2("")
	}
}

func Loops(ids []string) {
	for _, id := range ids {
		go println2(id)
	}
}

func Literal() func() {
	return func() { go println2("") }
}

func (s *Server) Waits() { // want Waits:"waits"
	go s.run("")
	<-s.jobs
}

func (s *Server) WaitsAtLast() { // want WaitsAtLast:"waits"
	go s.run("")
	defer func() { <-s.jobs }()
}

func (s *Server) Held() { // want Held:"waits"
	s.jobs <- 1
	go func() { <-s.jobs }()
}
