// Package load is what the programs of the gauntlet do their work with, and what
// they are measured by.
//
// A piece of work really waits: for a request to a server on the loopback
// interface, for a file, mostly for a timer. What it counts is how many pieces
// are under way at once.
//
// The first pieces of a run wait for each other, so that a loop without a limit
// shows what it can pile up, however fast the machine is: see Enter.
package load

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"
	"time"
)

// ErrOdd is what some elements fail with, the same ones in each run.
var ErrOdd = errors.New("odd element")

const (
	// gathered is how many pieces of work are under way at once before the first
	// goes on, if the program starts as many. It is more than any limit of the
	// programs.
	gathered = 300
	// A program that has started nothing for this long will not start more, so
	// its work goes on. Ticks are counted, not time: a process that the system
	// does not let run has not stopped starting work.
	tick       = 2 * time.Millisecond
	quietTicks = 20
)

// A Load is one run of a program.
type Load struct {
	N int // elements

	// CancelAt is the number of the piece of work that calls Cancel when it
	// starts; 0 is none.
	CancelAt int
	Cancel   context.CancelFunc

	entered    atomic.Int64
	running    atomic.Int64
	peak       atomic.Int64
	goroutines atomic.Int64

	watch sync.Once
	open  sync.Once
	ready chan struct{} // closed when the first pieces may go on

	serve  sync.Once
	server *server
	keep   sync.Once
	dir    string
}

// New returns a run with n elements.
func New(n int) *Load {
	return &Load{N: n, ready: make(chan struct{})}
}

// Close frees what the run has used.
func (l *Load) Close() {
	l.open.Do(func() { close(l.ready) })
	l.serve.Do(func() {})
	if l.server != nil {
		l.server.close()
	}
	l.keep.Do(func() {})
	if l.dir != "" {
		os.RemoveAll(l.dir)
	}
}

// IDs returns the elements: 0 to N-1.
func (l *Load) IDs() []int {
	ids := make([]int, l.N)
	for i := range ids {
		ids[i] = i
	}
	return ids
}

// Do does one piece of work.
func (l *Load) Do(id int) {
	l.Enter()
	defer l.Leave()
	l.work(context.Background(), id)
}

// DoCtx is Do, but ends early with the error of the context.
func (l *Load) DoCtx(ctx context.Context, id int) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	l.arrive()
	defer l.Leave()
	select {
	case <-l.ready:
	case <-ctx.Done():
		return ctx.Err()
	}
	l.work(ctx, id)
	return ctx.Err()
}

// Fail is Do, and then fails for some elements with an error that wraps ErrOdd.
func (l *Load) Fail(id int) error {
	l.Do(id)
	return l.check(id)
}

// FailCtx is Fail with a context.
func (l *Load) FailCtx(ctx context.Context, id int) error {
	if err := l.DoCtx(ctx, id); err != nil {
		return err
	}
	return l.check(id)
}

func (l *Load) check(id int) error {
	if id%97 == 13 {
		return fmt.Errorf("element %d: %w", id, ErrOdd)
	}
	return nil
}

// Value is Do, and then returns what depends on the element alone.
func (l *Load) Value(id int) int {
	l.Do(id)
	return id*id%1009 + 1
}

// Peak returns how many pieces of work were under way at once at most.
func (l *Load) Peak() int { return int(l.peak.Load()) }

// Running returns how many pieces of work are under way.
func (l *Load) Running() int { return int(l.running.Load()) }

// Goroutines returns how many goroutines were seen at once at most.
func (l *Load) Goroutines() int { return int(l.goroutines.Load()) }

// Enter begins a piece of work that the program does itself. It waits until
// as many have begun as the run gathers, or no more begin.
func (l *Load) Enter() {
	l.arrive()
	<-l.ready
}

// Leave ends what Enter began.
func (l *Load) Leave() { l.running.Add(-1) }

func (l *Load) arrive() {
	now := l.running.Add(1)
	raise(&l.peak, now)
	l.CountGoroutines()
	l.watch.Do(func() { go l.waitForQuiet() })
	if l.entered.Add(1) == int64(l.CancelAt) {
		l.Cancel()
	}
	if now >= gathered || now >= int64(l.N) {
		l.open.Do(func() { close(l.ready) })
	}
}

// waitForQuiet lets the first pieces go on when no more of them arrive.
func (l *Load) waitForQuiet() {
	last, quiet := int64(0), 0
	for quiet < quietTicks {
		select {
		case <-l.ready:
			return
		case <-time.After(tick):
		}
		if now := l.entered.Load(); now != last {
			last, quiet = now, 0
		} else {
			quiet++
		}
	}
	l.open.Do(func() { close(l.ready) })
}

// CountGoroutines looks how many goroutines there are.
func (l *Load) CountGoroutines() { raise(&l.goroutines, int64(runtime.NumGoroutine())) }

func raise(max *atomic.Int64, n int64) {
	for {
		old := max.Load()
		if n <= old || max.CompareAndSwap(old, n) {
			return
		}
	}
}

// work waits, mostly for a timer.
func (l *Load) work(ctx context.Context, id int) {
	var err error
	switch id % 40 {
	case 7:
		err = l.get(ctx, id)
	case 23:
		err = os.WriteFile(l.Path(id), []byte("done\n"), 0o666)
	default:
		err = sleep(ctx, time.Duration(200+id*37%800)*time.Microsecond)
	}
	if err != nil && ctx.Err() == nil {
		panic(err) // the machine is broken, not the program
	}
}

func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Path returns the name of a file for an element, in a folder of this run.
func (l *Load) Path(id int) string {
	return filepath.Join(l.Dir(), fmt.Sprintf("element-%d", id))
}

// Dir returns a folder of this run.
func (l *Load) Dir() string {
	l.keep.Do(func() {
		dir, err := os.MkdirTemp("", "gauntlet")
		if err != nil {
			panic(err)
		}
		l.dir = dir
	})
	return l.dir
}
