// Package starter starts goroutines and holds them back, for other packages.
package starter

type Server struct{ n int }

func (s *Server) Start(name string) { go s.run(name) }

func (s *Server) run(name string) { s.n += len(name) }

// Watch starts what stays.
func (s *Server) Watch(name string) {
	go func() {
		for {
			s.run(name)
		}
	}()
}

// Once starts at most one.
func (s *Server) Once(name string) {
	if s.n > 0 {
		return
	}
	s.n++
	go s.run(name)
}

type Limiter struct{ slots chan struct{} }

func NewLimiter(n int) *Limiter { return &Limiter{make(chan struct{}, n)} }

func (l *Limiter) Acquire() { l.slots <- struct{}{} }

func (l *Limiter) Release() { <-l.slots }

// Regions is written out.
var Regions = []string{"eu", "us"}
