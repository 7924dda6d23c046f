package fixed

import (
	"context"
	"sync"
	"time"
)

// A watcher that ends with what it watches tells who waits for it.

type resolver interface{ updates() <-chan string }

type dialer struct {
	resolver resolver
	conns    map[string]func()
}

func (d *dialer) watch(stopped chan<- struct{}) {
	defer close(stopped)
	for addr := range d.resolver.updates() {
		if closeConn := d.conns[addr]; closeConn != nil {
			closeConn()
		}
	}
}

func (d *dialer) dial() {
	ready := make(chan error, 1)
	go func() {
		defer close(ready)
		if d.resolver.updates() != nil {
			stopped := make(chan struct{})
			go d.watch(stopped)
			<-stopped
		}
	}()
	<-ready
}

// Either channel has room for what comes too late.
func finish(limit time.Duration, handle func() (int, error)) (n int, err error) {
	results, failures := make(chan int, 1), make(chan error, 1)
	go func() {
		if n, err := handle(); err != nil {
			failures <- err
		} else {
			results <- n
		}
	}()
	select {
	case n = <-results:
	case err = <-failures:
	case <-time.After(limit):
		err = errBroken
	}
	return n, err
}

// A probe per tick, which is waited for before the next one, and before the end.

func probes(stop <-chan struct{}, every time.Duration, probe func(context.Context) bool) {
	for {
		select {
		case <-stop:
			return
		case <-time.After(every):
			ctx, cancel := context.WithTimeout(context.Background(), every)
			healthy := make(chan bool)
			go func() {
				healthy <- probe(ctx)
				close(healthy)
			}()
			select {
			case <-stop:
				cancel()
				<-healthy
				return
			case <-healthy:
				cancel()
			case <-ctx.Done():
				cancel()
				<-healthy
			}
		}
	}
}

func probesWithRoom(stop <-chan struct{}, every time.Duration, probe func() bool) {
	for {
		select {
		case <-stop:
			return
		case <-time.After(every):
		}
		healthy := make(chan bool, 1)
		go func() {
			healthy <- probe()
			close(healthy)
		}()
		select {
		case <-stop:
			return
		case <-healthy:
		}
	}
}

// One request after the other, until somebody says stop.

type bench struct{ stop chan bool }

func (b *bench) loop(call func() bool) {
	for {
		done := make(chan bool, 1)
		go func() {
			if !call() {
				done <- false
				return
			}
			done <- true
		}()
		select {
		case <-b.stop:
			return
		case <-done:
		}
	}
}

func (b *bench) loopWaits(call func() bool) {
	for {
		done := make(chan bool)
		go func() { done <- call() }()
		select {
		case <-b.stop:
			<-done
			return
		case <-done:
		}
	}
}

func (b *bench) loopCloses(call func()) {
	for {
		done := make(chan bool)
		go func() {
			defer close(done)
			call()
		}()
		select {
		case <-b.stop:
			return
		case <-done:
		}
	}
}

func (b *bench) halt() { b.stop <- true }

// Listeners are told outside of the lock, and somebody receives.

type hub struct {
	mu        sync.Mutex
	listeners map[int]*listener
}

type listener struct {
	events chan int
	quit   chan struct{}
	hub    *hub
	id     int
}

func (h *hub) listen() *listener {
	h.mu.Lock()
	defer h.mu.Unlock()
	l := &listener{events: make(chan int), quit: make(chan struct{}), hub: h, id: len(h.listeners)}
	h.listeners[l.id] = l
	return l
}

func (h *hub) tell(event int) {
	h.mu.Lock()
	var all []*listener
	for _, l := range h.listeners {
		all = append(all, l)
	}
	h.mu.Unlock()
	for _, l := range all {
		select {
		case l.events <- event:
		case <-l.quit:
		}
	}
}

func (l *listener) next() int { return <-l.events }

func (l *listener) leave() {
	close(l.quit)
	l.hub.mu.Lock()
	defer l.hub.mu.Unlock()
	delete(l.hub.listeners, l.id)
}

// The send gives up when the watch has been stopped.

type watch struct {
	ctx    context.Context
	cancel context.CancelFunc
	out    chan bool
	failed chan error
}

func newWatch(ctx context.Context) *watch {
	w := &watch{out: make(chan bool), failed: make(chan error)}
	w.ctx, w.cancel = context.WithCancel(ctx)
	return w
}

func (w *watch) run() {
	select {
	case err := <-w.failed:
		select {
		case w.out <- err == nil:
		case <-w.ctx.Done():
		}
		w.cancel()
	case <-w.ctx.Done():
	}
}

func (w *watch) fail(err error) {
	select {
	case w.failed <- err:
	case <-w.ctx.Done():
	}
}

// The lock is given back on each way, and what comes too late has room.

type devices struct {
	sync.Mutex
	deleted int
}

func (d *devices) cleanup() error {
	d.Lock()
	defer d.Unlock()
	if d.deleted == 0 {
		return nil
	}
	return errBroken
}

func released(limit time.Duration) bool {
	d := &devices{}
	_ = d.cleanup()
	done := make(chan bool, 1)
	go func() {
		d.Lock()
		defer d.Unlock()
		done <- true
	}()
	select {
	case <-time.After(limit):
		return false
	case <-done:
		return true
	}
}
