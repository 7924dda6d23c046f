package p

import (
	"errors"
	"os/exec"
)

func work(...any) {}

// A function that starts its own work, and returns the channel of its result.
func serve() <-chan int {
	out := make(chan int)
	go func() { out <- 1 }()
	return out
}

func pair() (<-chan int, error) {
	out := make(chan int)
	go func() { out <- 1 }()
	return out, nil
}

func joined(xs []int) {
	for range xs {
		<-serve() //= join in the iteration
	}
	for range xs {
		c := serve() //= join in the iteration
		<-c
	}
	for range xs {
		c, err := pair() //= join in the iteration
		if err != nil {
			return
		}
		<-c
	}
	// The one before.
	var last <-chan int
	for range xs {
		if last != nil {
			<-last
		}
		last = serve() //= join in the iteration
	}
}

func notJoined(xs []int) {
	var all []<-chan int
	for range xs {
		all = append(all, serve()) //= none
	}
	for _, c := range all {
		<-c
	}
	for range xs {
		c := serve() //= none
		select {
		case <-c:
		default:
		}
	}
	other := make(chan int)
	for range xs {
		serve() //= none
		<-other
	}
	for _, x := range xs {
		c := serve() //= none
		if x > 3 {
			<-c
		}
	}
}

func processes(names []string) {
	for range names {
		c := exec.Command("ls")
		if err := c.Start(); err != nil { //= join in the iteration
			continue // nothing runs
		}
		_ = c.Wait()
	}
	for range names {
		c := exec.Command("ls")
		_ = c.Start() //= join in the iteration
		_ = c.Wait()
	}
}

func leftProcesses(names []string) {
	for range names {
		c := exec.Command("ls")
		_ = c.Start() //= none
	}
	for range names {
		c := exec.Command("ls")
		_ = c.Start() //= none
		go c.Wait()   //= none
	}
	for range names {
		c := exec.Command("ls")
		_ = c.Start() //= none
		defer c.Wait()
	}
	for range names {
		c := exec.Command("ls")
		if err := c.Start(); err == nil { //= none
			continue // it runs
		}
		_ = c.Wait()
	}
	for range names {
		c, d := exec.Command("ls"), exec.Command("ls")
		_ = c.Start() //= none
		_ = d.Wait()
	}
	var all []*exec.Cmd
	for range names {
		c := exec.Command("ls")
		_ = c.Start() //= none
		all = append(all, c)
	}
	for _, c := range all {
		_ = c.Wait()
	}
}

type set struct {
	m map[string]bool
	n int
}

func (s *set) add(k string) bool {
	if s.m[k] {
		return false
	}
	s.m[k] = true
	return true
}

func (s *set) del(k string) { delete(s.m, k) }

func (s *set) take() error {
	if s.n > 3 {
		return errors.New("full")
	}
	s.n++
	return nil
}

func use(*int) {}

func (s *set) give() { s.n-- }

func (s *set) job() (*int, error) {
	if s.n > 3 {
		return nil, errors.New("full")
	}
	s.n++
	return new(int), nil
}

// Whoever is told no goes on to the next.
func told(ch chan int, s *set) {
	for range ch {
		if !s.add("all") {
			continue
		}
		go func() { defer s.del("all") }() //= counter guard
	}
	for range ch {
		if s.add("all") {
			go func() { defer s.del("all") }() //= counter guard
		}
	}
	for range ch {
		if err := s.take(); err != nil {
			continue
		}
		go func() { defer s.give() }() //= counter guard
	}
	for range ch {
		if s.take() == nil {
			go func() { defer s.give() }() //= counter guard
		}
	}
	for range ch {
		j, err := s.job()
		if err != nil {
			continue
		}
		go func() { work(j) }() //= counter guard
	}
	for range ch {
		j, err := s.job()
		if err != nil {
			continue
		}
		go use(j) //= counter guard
	}
}

func notTold(ch chan string, s *set) {
	for range ch {
		s.add("all")
		go func() { defer s.del("all") }() //= none
	}
	for range ch {
		if s.add("all") {
			continue
		}
		go func() { defer s.del("all") }() //= none
	}
	for x := range ch {
		if !s.add(x) { // one at a time of each name
			continue
		}
		go func() { defer s.del(x) }() //= none
	}
	for range ch {
		if err := s.take(); err != nil {
			work("full")
		}
		go func() { defer s.give() }() //= none
	}
	for range ch {
		_ = s.take()
		go func() { defer s.give() }() //= none
	}
	for range ch {
		if err := s.take(); err == nil {
			continue
		}
		go func() { defer s.give() }() //= none
	}
	for range ch {
		if err := s.take(); err != nil {
			continue
		}
		go work() //= none
	}
	for range ch {
		j, err := s.job()
		if err != nil {
			continue
		}
		_ = j
		go work() //= none
	}
}
