package p

import "context"

func work(int) {} //= nothing

func send(ch chan int) { //= sends ch, takes ch
	ch <- 1
}

func receive(ch chan int) { //= receives ch, takes ch
	<-ch
}

func closes(ch chan int) { //= closes ch
	close(ch)
}

// What comes before work does not say that it is done; what is closed at the end does.
func early(sent, closed, last chan int) { //= sends sent..., sends last, closes closed..., closes last, takes sent, takes last
	sent <- 1
	close(closed)
	last <- 1
	work(1)
	close(last)
}

func deferred(ch chan int) { //= closes ch
	defer close(ch)
	work(1)
}

// In a loop it is a message, with a default an attempt.
func messages(ch, try chan int) { //= sends ch, sends try, tries
	for i := range 3 {
		ch <- i
	}
	select {
	case try <- 1:
	default:
	}
}

func choice(ctx context.Context, in, out chan int) { //= sends out, receives in, receives Done(), takes in, takes out, takes Done(), calls ctx
	select {
	case <-in:
	case out <- 1:
	case <-ctx.Done():
	}
}

// A token is taken and given back: others wait for it, unless it is the code's own, or
// there is no room for one.
func semaphore(sem chan struct{}) { //= sends sem..., receives sem, takes sem, takes its own
	sem <- struct{}{}
	defer func() { <-sem }()
	work(1)
}

func values(sem chan int) { //= sends sem, receives sem, takes sem
	sem <- 1
	<-sem
}

func made() { //= makes its channel, sends its channel, receives its channel, takes its channel
	sem := make(chan struct{}, 1)
	sem <- struct{}{}
	<-sem
}

var turn = make(chan struct{})

func meet() { //= sends turn, receives turn, takes turn
	turn <- struct{}{}
	<-turn
}

var room = make(chan struct{}, 2)

func enter() { //= sends room, receives room, takes room, takes its own
	room <- struct{}{}
	<-room
}

type holder struct{ a, b chan int }

// Each field is an object, whatever holds it.
func (h *holder) fields(g holder) { //= sends a, receives b, takes a, takes b, calls g, calls h
	h.a <- 1
	g.received()
	h.nothing()
}

func (h *holder) received() { <-h.b } //= receives b, takes b

func (h *holder) nothing() {} //= nothing

// What is called counts, by what it is called with, but only so deep.
func calls(ch chan int) { //= sends ch, takes ch, calls ch
	send(ch)
}

func one(ch chan int)   { two(ch) }   //= calls ch
func two(ch chan int)   { three(ch) } //= sends ch, takes ch, calls ch
func three(ch chan int) { four(ch) }  //= sends ch, takes ch, calls ch
func four(ch chan int)  { send(ch) }  //= sends ch, takes ch, calls ch

func literals(a, b chan int) { //= sends a, receives b, takes a, takes b
	f := func(ch chan int) { ch <- 1 }
	f(a)
	each(func() { <-b })
}

func each(func())

// A goroutine that is started is not the code's own, but what it takes out is noted.
func starts(a, b chan int) { //= receives aside b
	go send(a)
	go func() { <-b }()
}

func again(ch chan int) { //= receives ch, takes ch, calls ch
	<-ch
	again(ch)
}

// Only what comes after it in the code itself counts, on any way.
func partly(ch, late chan int, ok bool) { //= sends ch, sends late..., takes ch, takes late, calls ch
	sendFirst(ch)
	if ok {
		late <- 1
	}
	sendFirst(ch)
}

func sendFirst(ch chan int) { //= sends ch..., takes ch
	ch <- 1
	work(1)
}

func closeFirst(ch chan int) { //= closes ch, calls ch
	func() {
		thenWork(ch)
	}()
}

func thenWork(ch chan int) { //= closes ch...
	close(ch)
	work(1)
}

// Neither a logger nor what is given nothing is work.
func logs(a, b, c chan int) { //= sends a, sends b, sends c, takes a, takes b, takes c
	a <- 1
	logf("a")
	b <- 1
	tick()
	c <- 1
	_ = len(c)
}

func logf(string, ...any)

func tick()

// A function is looked into once.
func twice(a, b chan int) { //= sends a, takes a, calls a, calls b
	send(a)
	send(b)
}

// A function that is handed on may never be called, unless it is a literal; one that is
// called is known.
func handsOn() { //= nothing
	each(meet)
}

func called() { //= sends turn, receives turn, takes turn
	run(meet)
}

func run(f func()) { f() } //= nothing

// Somebody else gives back what the code takes again.
func twoTakers(sem chan struct{}) { //= sends sem, receives sem, receives aside sem, takes sem
	sem <- struct{}{}
	<-sem
	go func() { <-sem }()
}
