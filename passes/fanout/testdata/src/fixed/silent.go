package fixed

import (
	"context"
	"io"
	"sync"
	"time"
)

// What the check does not look at stays silent when it is repaired, too.

// A worker that is stopped by who has started it.

type worker struct {
	jobs chan int
	quit chan struct{}
}

func (w *worker) start(do func(int)) {
	go func() {
		for {
			select {
			case job := <-w.jobs:
				do(job)
			case <-w.quit:
				return
			}
		}
	}()
}

func (w *worker) stop() { close(w.quit) }

func lifecycle(jobs []int, do func(int)) {
	w := &worker{jobs: make(chan int), quit: make(chan struct{})}
	w.start(do)
	defer w.stop()
	for _, job := range jobs {
		w.jobs <- job
	}
}

// A node that answers until it is stopped; who asks too late hears of that.

type node struct {
	asked      chan chan int
	stop, done chan struct{}
}

func newNode() *node {
	n := &node{asked: make(chan chan int), stop: make(chan struct{}), done: make(chan struct{})}
	go n.run()
	return n
}

func (n *node) run() {
	defer close(n.done)
	for {
		select {
		case to := <-n.asked:
			to <- 1
		case <-n.stop:
			return
		}
	}
}

func (n *node) ask() (int, bool) {
	to := make(chan int, 1)
	select {
	case n.asked <- to:
		return <-to, true
	case <-n.done:
		return 0, false
	}
}

func (n *node) close() {
	select {
	case n.stop <- struct{}{}:
	case <-n.done:
	}
	<-n.done
}

// The worker runs before there is anything to send.

type compactor struct{ wake chan struct{} }

func (c *compactor) start(quit <-chan struct{}) {
	go func() {
		for {
			select {
			case <-c.wake:
			case <-quit:
				return
			}
		}
	}()
	select {
	case c.wake <- struct{}{}:
	default:
	}
}

func compacts() {
	quit := make(chan struct{})
	defer close(quit)
	c := &compactor{wake: make(chan struct{}, 1)}
	c.wake <- struct{}{}
	c.start(quit)
}

// Room for all rows, and somebody who drains the rest.

type rows struct {
	data   chan int
	closed chan struct{}
}

func (r *rows) push(row int) {
	select {
	case r.data <- row:
	case <-r.closed:
	}
}

func (r *rows) consumerClosed() { close(r.closed) }

func pushes() {
	r := &rows{data: make(chan int, 4), closed: make(chan struct{})}
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		for i := range 100 {
			r.push(i)
		}
	}()
	<-r.data
	r.consumerClosed()
	wg.Wait()
}

// The cache hands over its first events in a select.

type cache struct {
	mu       sync.Mutex
	in, out  chan int
	quit     chan struct{}
	isClosed bool
}

func newCache(first []int) *cache {
	c := &cache{in: make(chan int), out: make(chan int), quit: make(chan struct{})}
	go c.process(first)
	return c
}

func (c *cache) process(first []int) {
	defer close(c.out)
	for _, event := range first {
		select {
		case c.out <- event:
		case <-c.quit:
			return
		}
	}
	for {
		select {
		case event := <-c.in:
			select {
			case c.out <- event:
			case <-c.quit:
				return
			}
		case <-c.quit:
			return
		}
	}
}

func (c *cache) stop() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.isClosed {
		c.isClosed = true
		close(c.quit)
	}
}

func readsFirst() (sum int) {
	c := newCache([]int{1, 2})
	defer c.stop()
	return <-c.out
}

// A dispatcher that closes itself from within does not wait for itself.

type dispatcher struct {
	inbox        chan func()
	quit, exited chan struct{}
	once         sync.Once
}

func (d *dispatcher) run() {
	defer close(d.exited)
	for {
		select {
		case f := <-d.inbox:
			f()
		case <-d.quit:
			return
		}
	}
}

func (d *dispatcher) close() { d.once.Do(func() { close(d.quit) }) }

func dispatches() {
	d := &dispatcher{inbox: make(chan func()), quit: make(chan struct{}), exited: make(chan struct{})}
	go d.run()
	d.inbox <- d.close
	<-d.exited
}

// The stream is closed, and the reader behind the interface hears it.

type buffer struct{ parts chan []byte }

func (b *buffer) Read(p []byte) (int, error) {
	part, ok := <-b.parts
	if !ok {
		return 0, io.EOF
	}
	return copy(p, part), nil
}

type stream struct {
	io.Reader
	close func()
}

func newStream() *stream {
	b := &buffer{parts: make(chan []byte)}
	return &stream{b, func() { close(b.parts) }}
}

func readsStream(limit time.Duration) {
	s := newStream()
	done := make(chan struct{})
	go func() {
		defer close(done)
		_, _ = s.Read(make([]byte, 1))
	}()
	s.close()
	select {
	case <-done:
	case <-time.After(limit):
	}
}

// Progress is taken until the producers have ended.

type output interface{ write(int) }

type chanOutput chan<- int

func (c chanOutput) write(n int) { c <- n }

func transfers(n int) (last int) {
	progress := make(chan int)
	seen := make(chan struct{})
	go func() {
		defer close(seen)
		for p := range progress {
			last = p
		}
	}()
	var wg sync.WaitGroup
	for i := range n {
		wg.Add(1)
		go func() {
			defer wg.Done()
			report(chanOutput(progress), i)
		}()
	}
	wg.Wait()
	close(progress)
	<-seen
	return last
}

func report(to output, n int) { to.write(n) }

// The condition ends, and with it what is waited for.
func polls(every time.Duration, check func() bool) {
	stop := make(chan struct{})
	ticks := ticker(every)(stop)
	for range ticks {
		if check() {
			break
		}
	}
	close(stop)
	for range ticks {
	}
}

func ticker(every time.Duration) func(stop <-chan struct{}) <-chan struct{} {
	return func(stop <-chan struct{}) <-chan struct{} {
		out := make(chan struct{})
		go func() {
			defer close(out)
			t := time.NewTicker(every)
			defer t.Stop()
			for {
				select {
				case <-t.C:
					select {
					case out <- struct{}{}:
					default:
					}
				case <-stop:
					return
				}
			}
		}()
		return out
	}
}

// Contexts are cancelled on each way.

type transaction struct {
	ctx    context.Context
	cancel context.CancelFunc
}

func begin(ctx context.Context) *transaction {
	tx := &transaction{}
	tx.ctx, tx.cancel = context.WithCancel(ctx)
	go tx.wait()
	return tx
}

func (tx *transaction) wait() { <-tx.ctx.Done() }

func commits(ctx context.Context) {
	tx := begin(ctx)
	defer tx.cancel()
}

// What a replica waits for is left when the context ends.

type replica struct{ before []chan bool }

func (r *replica) wait(ctx context.Context) error {
	for _, ch := range r.before {
		select {
		case <-ch:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}

func (r *replica) finish() {
	for _, ch := range r.before {
		close(ch)
	}
}

func replicates(ctx context.Context) error {
	r := &replica{}
	r.before = append(r.before, make(chan bool), make(chan bool))
	go r.finish()
	return r.wait(ctx)
}

// A supervisor whose statuses have room, or are left when it has ended.

type agent struct {
	mu       sync.Mutex
	statuses chan int
	ended    chan struct{}
	epoch    int
}

func (a *agent) run(ctx context.Context) {
	defer close(a.ended)
	for {
		select {
		case <-a.statuses:
		case <-ctx.Done():
			return
		}
	}
}

func (a *agent) restart() {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.epoch++
	go a.await(a.epoch)
}

func (a *agent) await(epoch int) {
	select {
	case a.statuses <- epoch:
	case <-a.ended:
	}
}

func supervises(ctx context.Context) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	a := &agent{statuses: make(chan int), ended: make(chan struct{})}
	go a.run(ctx)
	a.restart()
	go a.restart()
}

// Each message is taken outside of the lock.

type statuses struct {
	mu      sync.Mutex
	changes chan bool
	current bool
}

func (s *statuses) set(v bool) {
	s.mu.Lock()
	s.current = v
	s.mu.Unlock()
	s.changes <- v
}

func (s *statuses) sync() {
	for range 2 {
		<-s.changes
		s.mu.Lock()
		s.current = false
		s.mu.Unlock()
	}
}

func synchronizes() {
	s := &statuses{changes: make(chan bool)}
	var wg sync.WaitGroup
	wg.Add(3)
	go func() { defer wg.Done(); s.sync() }()
	go func() { defer wg.Done(); s.set(true) }()
	go func() { defer wg.Done(); s.set(false) }()
	wg.Wait()
}

// A breaker whose places are given back by who has taken them.

type breaker struct{ pending, active chan struct{} }

func (b *breaker) try(f func()) bool {
	select {
	case b.pending <- struct{}{}:
	default:
		return false
	}
	b.active <- struct{}{}
	defer func() {
		<-b.active
		<-b.pending
	}()
	f()
	return true
}

func breaks(n int, f func()) (accepted int) {
	b := &breaker{pending: make(chan struct{}, 2), active: make(chan struct{}, 1)}
	results := make(chan bool, n)
	for range n {
		go func() { results <- b.try(f) }()
	}
	for range n {
		if <-results {
			accepted++
		}
	}
	return accepted
}

// The group is waited for when all of it has been started.
func plugins(all []func()) {
	var wg sync.WaitGroup
	wg.Add(len(all))
	for _, start := range all {
		go func() {
			defer wg.Done()
			start()
		}()
	}
	wg.Wait()
}

// Somebody tells the condition.
func conditions() {
	var mu sync.Mutex
	cond := sync.NewCond(&mu)
	ready := false
	go func() {
		mu.Lock()
		ready = true
		mu.Unlock()
		cond.Broadcast()
	}()
	mu.Lock()
	for !ready {
		cond.Wait()
	}
	mu.Unlock()
}
