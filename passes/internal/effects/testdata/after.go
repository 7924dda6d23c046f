package p

import (
	"fmt"
	"sync"
)

type state struct{ n int }

func nothing(ch chan int) {
	ch <- 1 //= rest
}

func bookkeeping(ch chan int, wg *sync.WaitGroup, sem chan struct{}) {
	defer wg.Done()
	defer func() { <-sem }()
	ch <- 1 //= rest
	fmt.Println("sent", wg)
}

func before(ch chan int, s *state) {
	s.n++
	ch <- s.n //= rest
}

func call(ch chan int) {
	ch <- 1 //= acts, works
	act(1)
}

func small(ch chan int) {
	ch <- 1 //= acts
	ping()
}

func store(ch chan int, s *state) {
	ch <- 1 //= acts
	s.n = 1
}

func load(ch chan int, s *state) int {
	ch <- 1 //= acts
	return s.n
}

func loadSetFirst(ch chan int) func() int {
	n := 1
	return func() int {
		ch <- 1 //= rest
		return n
	}
}

func loadSetLater(ch chan int) int {
	n := 1
	go func() {
		ch <- 1 //= acts
		_ = fmt.Sprint(n)
	}()
	n = 2
	return <-ch
}

func deferred(ch chan int) {
	defer act(1)
	ch <- 1 //= acts
}

func deferredLiteral(ch chan int, s *state) {
	defer func() { s.n = 1 }()
	ch <- 1 //= acts
}

func deferredBeside(ch chan int) {
	defer act(1)
	defer func() { ch <- 1 }() //= acts
}

func receives(ch, other chan int) {
	ch <- 1 //= acts
	<-other
}

func turns(ch chan int, all []int) {
	for _, x := range all {
		act(x)
		ch <- 1 //= acts, works
	}
}

func caller(ch chan int, s *state) {
	called(ch)
	s.n = 1
}

func called(ch chan int) {
	ch <- 1 //= acts
}

func lastCaller(ch chan int) { calledLast(ch) }

func calledLast(ch chan int) {
	ch <- 1 //= rest
}

func deferredCaller(ch chan int) {
	defer act(1)
	defer calledDeferred(ch)
}

func calledDeferred(ch chan int) {
	ch <- 1 //= acts
}

func recursive(ch chan int, n int) {
	ch <- n //= acts, works
	recursive(ch, n-1)
}

func act(int) {}
func ping()   {}
