package negative

import (
	"context"
	"sync"
	"sync/atomic"
)

// SpawnThenReturn spawns for the one that it looked for.
func SpawnThenReturn(items []item, id int) {
	for _, x := range items {
		if x.id == id {
			go work(x)
			return
		}
	}
}

// SpawnThenBreak leaves the loop after the spawn.
func SpawnThenBreak(in <-chan item) {
	for x := range in {
		if x.name == "" {
			continue
		}
		go work(x)
		break
	}
}

// SpawnThenBreakLabel leaves the outer loop, too.
func SpawnThenBreakLabel(items []item) {
outer:
	for _, x := range items {
		for _, tag := range x.tags {
			if tag == "now" {
				go work(x)
				break outer
			}
		}
	}
}

// CounterBreak stops after so many.
func CounterBreak(items []item) {
	started := 0
	for _, x := range items {
		if started >= most {
			break
		}
		started++
		go work(x)
	}
}

// CounterBreakAfter counts after the spawn.
func CounterBreakAfter(in <-chan item) {
	started := 0
	for x := range in {
		go work(x)
		started++
		if started == most {
			return
		}
	}
}

// CounterContinue leaves out what comes while too many run.
func CounterContinue(in <-chan item) {
	var running atomic.Int64
	for x := range in {
		if running.Load() >= most {
			continue
		}
		running.Add(1)
		go func() {
			defer running.Add(-1)
			work(x)
		}()
	}
}

// IndexBreak stops at an index.
func IndexBreak(items []item) {
	for i, x := range items {
		if i == most {
			break
		}
		go work(x)
	}
}

// RunningFlag has at most one at work.
func RunningFlag(ctx context.Context, in <-chan item) {
	running := false
	finished := make(chan struct{})
	for {
		select {
		case x := <-in:
			if !running {
				running = true
				go func() {
					work(x)
					finished <- struct{}{}
				}()
			}
		case <-finished:
			running = false
		case <-ctx.Done():
			return
		}
	}
}

// NilDoneChannel says by a nil channel that nobody is at work.
func NilDoneChannel(ctx context.Context, in <-chan item) {
	var done chan struct{}
	for {
		select {
		case x := <-in:
			if done == nil {
				done = make(chan struct{})
				go func(done chan struct{}) {
					defer close(done)
					work(x)
				}(done)
			}
		case <-done:
			done = nil
		case <-ctx.Done():
			return
		}
	}
}

// BusyContinue guards by leaving the round early.
func BusyContinue(in <-chan item) {
	var busy atomic.Bool
	for x := range in {
		if !busy.CompareAndSwap(false, true) {
			continue
		}
		go func() {
			defer busy.Store(false)
			work(x)
		}()
	}
}

// SwapInt32 says the same with a function of sync/atomic.
func SwapInt32(in <-chan item) {
	var busy int32
	for x := range in {
		if atomic.CompareAndSwapInt32(&busy, 0, 1) {
			go func() {
				work(x)
				atomic.StoreInt32(&busy, 0)
			}()
		}
	}
}

// OnceInLoop spawns for the first element only.
func OnceInLoop(items []item) {
	var once sync.Once
	for _, x := range items {
		once.Do(func() {
			go work(x)
		})
	}
}

// StartedFlag starts one, ever.
func StartedFlag(items []item) {
	started := false
	for _, x := range items {
		if started {
			continue
		}
		started = true
		go work(x)
	}
}

// CancelPrevious ends the last run before it starts the next.
func CancelPrevious(in <-chan item) {
	var stop chan struct{}
	var stopped chan struct{}
	for x := range in {
		if stop != nil {
			close(stop)
			<-stopped
		}
		stop, stopped = make(chan struct{}), make(chan struct{})
		go func(stop, stopped chan struct{}) {
			defer close(stopped)
			work(x)
			<-stop
		}(stop, stopped)
	}
}

type busy struct {
	running atomic.Int64
	max     int64
}

// OptionalMaximum refuses what is too much, if there is a maximum.
func (b *busy) OptionalMaximum(in <-chan item, refuse func(item)) {
	for x := range in {
		if b.max > 0 && b.running.Load() >= b.max {
			refuse(x)
			continue
		}
		b.running.Add(1)
		go func() {
			defer b.running.Add(-1)
			work(x)
		}()
	}
}

// IdleWorkers starts work only while there is an idle worker for it.
func IdleWorkers(in <-chan item, idle []int) {
	done := make(chan int)
	var pending []item
	for {
		select {
		case x, ok := <-in:
			if !ok {
				return
			}
			pending = append(pending, x)
		case id := <-done:
			idle = append(idle, id)
		}
		for len(pending) > 0 && len(idle) > 0 {
			x, id := pending[0], idle[0]
			pending, idle = pending[1:], idle[1:]
			go func() {
				work(x)
				done <- id
			}()
		}
	}
}

// IdlePeers gives each task to an idle peer, as long as there is one.
func IdlePeers(tasks []item, idle []func(item)) {
	for _, x := range tasks {
		if len(idle) == 0 {
			return
		}
		peer := idle[0]
		idle = idle[1:]
		go peer(x)
	}
}
