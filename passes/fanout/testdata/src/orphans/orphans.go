package orphans

type queue struct {
	tasks   chan int
	results chan int // received
	tried   chan int // an attempt
	handed  chan int // somebody else may
	room    chan int
	Public  chan int
}

func newQueue() *queue {
	return &queue{tasks: make(chan int), results: make(chan int), tried: make(chan int), handed: make(chan int), room: make(chan int, 8), Public: make(chan int)}
}

func (q *queue) run(stop chan struct{}, use func(chan int)) {
	q.tasks <- 1 // want `send on q.tasks: no code of the package receives from it, and it can only wait here, or panic with the close at line 28$`
	q.results <- 1
	select {
	case q.tried <- 1:
	case <-stop:
	}
	use(q.handed)
	q.handed <- 1
	q.room <- 1
	q.Public <- 1
	if q.tasks != nil {
		close(q.tasks)
	}
}

func (q *queue) read() int { return <-q.results }

var signal = make(chan struct{})

var done = make(chan struct{}) // closed in another file

var heard = make(chan struct{})

func tell() {
	signal <- struct{}{} // want `send on signal: no code of the package receives from it, and it waits here for ever$`
	done <- struct{}{}   // want `send on done: no code of the package receives from it, and it can only wait here, or panic with the close at closes.go:3$`
	heard <- struct{}{}
}

func hear() {
	for range heard {
	}
}
