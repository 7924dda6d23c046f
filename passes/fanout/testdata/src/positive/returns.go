// Package positive has what the check reports at its default level. Fixes are in the
// package fixes; here they are kept away by asking for the length of the channel.
package positive

import (
	"context"
	"errors"
	"io/fs"
	"os/exec"
	"path/filepath"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"
	"golang.org/x/sync/semaphore"
)

func work(x int) (int, error) { return x, nil }

// The function leaves when the context ends: the goroutine stays.
func timeout(ctx context.Context) int {
	ch := make(chan int)
	_ = len(ch)
	go func() { ch <- 1 }() // want `send on ch: after the case at line 28 nobody receives any more, and a goroutine left here waits for ever`
	select {
	case v := <-ch:
		return v
	case <-ctx.Done():
		return 0
	}
}

// Either channel can be the one that nobody receives from.
func either(d time.Duration, fn func() error) {
	ch := make(chan bool)
	errCh := make(chan error)
	_, _ = len(ch), len(errCh)
	go func() {
		if err := fn(); err != nil {
			errCh <- err // want `send on errCh: after the case at line 48 nobody receives`
		} else {
			ch <- true // want `send on ch: after the case at line 48 nobody receives`
		}
	}()
	select {
	case <-ch:
	case <-errCh:
	case <-time.After(d):
	}
}

// An error of something else comes between.
func between(open func() error) error {
	done := make(chan error)
	_ = len(done)
	go func() { done <- open() }() // want `send on done: when between returns at line 58 nobody receives`
	if err := open(); err != nil {
		return err
	}
	return <-done
}

// With the first error the function returns.
func firstError(items []int) error {
	ch := make(chan error)
	_ = len(ch)
	for _, x := range items {
		go func() { _, err := work(x); ch <- err }() // want `send on ch: when firstError returns at line 72 nobody receives any more, and the goroutines left here wait for ever`
	}
	for range items {
		if err := <-ch; err != nil {
			return err
		}
	}
	return nil
}

// The first result wins.
func first(items []int) int {
	ch := make(chan int)
	_ = len(ch)
	for _, x := range items {
		go func() { ch <- x }() // want `send on ch: when first returns at line 85 nobody receives`
	}
	return <-ch
}

// The room is for one, and there are more.
func oneTooFew(items []int) int {
	ch := make(chan int, 1)
	_ = len(ch)
	for _, x := range items {
		go func() { ch <- x }() // want `send on ch: when oneTooFew returns at line 95 nobody receives`
	}
	return <-ch
}

// Two senders, one receive.
func two(a, b func() int) int {
	ch := make(chan int)
	_ = len(ch)
	go func() { ch <- a() }()
	go func() { ch <- b() }() // want `send on ch: when two returns at line 104 nobody receives`
	return <-ch
}

// A channel for each turn of the loop.
func perTurn(xs []int, d time.Duration) {
	for _, x := range xs {
		ch := make(chan int)
		_ = len(ch)
		go func() { ch <- x }() // want `send on ch: after the case at line 115 nobody receives`
		select {
		case <-ch:
		case <-time.After(d):
		}
	}
}

// The consumer stops, the producer does not.
func consumer(xs []int) error {
	ch := make(chan int)
	go func() {
		defer close(ch)
		for _, x := range xs {
			ch <- x // want `send on ch: when consumer returns at line 131 nobody receives`
		}
	}()
	for x := range ch {
		if x < 0 {
			return errors.New("negative")
		}
	}
	return nil
}

// The helper sends for it.
func through(ctx context.Context) (int, error) {
	ch := make(chan int)
	_ = len(ch)
	go send(ch)
	select {
	case v := <-ch:
		return v, nil
	case <-ctx.Done():
		return 0, ctx.Err()
	}
}

func send(ch chan<- int) {
	v, _ := work(1)
	ch <- v // want `send on ch: after the case at line 145 nobody receives`
}

// Work of a group that nobody receives from.
func grouped(ctx context.Context, xs []int) error {
	ch := make(chan int)
	_ = len(ch)
	var g errgroup.Group
	for _, x := range xs {
		g.Go(func() error { ch <- x; return nil }) // want `send on ch: when grouped returns at line 165 nobody receives`
	}
	for range xs {
		if x := <-ch; x < 0 {
			return errors.New("negative")
		}
	}
	return g.Wait()
}

// Nobody closes the channel that the workers go over.
func unclosed(items []int, workers int) {
	ch := make(chan int)
	for i := 0; i < workers; i++ {
		go func() {
			for x := range ch { // want `receive from ch: when unclosed returns at line 184 nobody sends on it or closes it any more, and a goroutine left here waits for ever`
				work(x)
			}
		}()
	}
	for _, x := range items {
		ch <- x
	}
}

// The signal to stop is not given on every way.
func unsignalled(open func() error) error {
	stop := make(chan struct{})
	go func() {
		<-stop // want `receive from stop: when unsignalled returns at line 193 nobody sends`
	}()
	if err := open(); err != nil {
		return err
	}
	close(stop)
	return nil
}

// The wait comes before the results are received.
func waitFirst(items []int) (out []int) {
	ch := make(chan int)
	_ = len(ch)
	var wg sync.WaitGroup
	for _, x := range items {
		wg.Add(1)
		go func() {
			defer wg.Done()
			ch <- x
		}()
	}
	wg.Wait() // want `wg.Wait: waitFirst can wait here for ever, for work that waits for ever at line 208`
	close(ch)
	for v := range ch {
		out = append(out, v)
	}
	return out
}

// The semaphore is full before anybody receives.
func limited(items []int) (out []int) {
	ch := make(chan int)
	_ = len(ch)
	sem := make(chan struct{}, 4)
	for _, x := range items {
		sem <- struct{}{} // want `sem: limited can wait here for ever, for work that waits for ever at line 228`
		go func() {
			defer func() { <-sem }()
			ch <- x
		}()
	}
	for range items {
		out = append(out, <-ch)
	}
	return out
}

// So is a group with a limit.
func limitedGroup(items []int) (out []int, err error) {
	ch := make(chan int)
	_ = len(ch)
	var g errgroup.Group
	g.SetLimit(4)
	for _, x := range items {
		g.Go(func() error { ch <- x; return nil }) // want `g.Go: limitedGroup can wait here for ever, for work that waits for ever at line 244`
	}
	go func() { g.Wait(); close(ch) }()
	for v := range ch {
		out = append(out, v)
	}
	return out, nil
}

// And a weighted semaphore.
func weighted(items []int) (out []int) {
	ch := make(chan int)
	_ = len(ch)
	sem := semaphore.NewWeighted(4)
	for _, x := range items {
		_ = sem.Acquire(context.Background(), 1) // want `sem.Acquire: weighted can wait here for ever, for work that waits for ever at line 262`
		go func() {
			defer sem.Release(1)
			ch <- x
		}()
	}
	for range items {
		out = append(out, <-ch)
	}
	return out
}

// Fewer workers than tasks: all wait to send, and nobody takes the next task.
func workers(items []int, count func() int) (out []int) {
	tasks, results := make(chan int), make(chan int)
	n := count()
	for i := 0; i < n; i++ {
		go func() {
			for x := range tasks {
				v, _ := work(x)
				results <- v
			}
		}()
	}
	for _, x := range items {
		tasks <- x // want `tasks: workers can wait here for ever, for work that waits for ever at line 279`
	}
	close(tasks)
	for range items {
		out = append(out, <-results)
	}
	return out
}

// The receiver closes the channel on its way out.
func closes(ctx context.Context) {
	ch := make(chan int)
	defer close(ch)
	go func() { ch <- 1 }() // want `send on ch: it can come after the close at line 296, and panics then`
	select {
	case <-ch:
	case <-ctx.Done():
	}
}

// What walks sends for each file, until somebody is there to receive no more.
func walks(root string) error {
	paths := make(chan string)
	go func() {
		defer close(paths)
		_ = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			paths <- path // want `send on paths: when walks returns at line 316 nobody receives`
			return nil
		})
	}()
	for path := range paths {
		if path == "" {
			return errors.New("no name")
		}
	}
	return nil
}

// Closed at most once, but not before all have sent.
func closedOnce(items []int) (out []int) {
	ch := make(chan int)
	var once sync.Once
	for _, x := range items {
		go func() {
			ch <- x // want `send on ch: it can come after the close at line 329, and panics then`
			once.Do(func() { close(ch) })
		}()
	}
	for x := range ch {
		out = append(out, x)
	}
	return out
}

// Constant loops, whose counter the work captures.
func ten(do func(int) int) int {
	ch := make(chan int)
	for i := 0; i < 10; i++ {
		go func() { ch <- do(i) }() // want `send on ch: when ten returns at line 344 nobody receives`
	}
	return <-ch
}

func five(do func(int) int) int {
	ch := make(chan int)
	_ = len(ch)
	for i := range 5 {
		go func() { ch <- do(i) }() // want `send on ch: when five returns at line 353 nobody receives`
	}
	return <-ch
}

// Waiting for something else is no reason to be sure of anything.
type process struct{ cmd *exec.Cmd }

func (p *process) stop(d time.Duration) error {
	done := make(chan error)
	_ = len(done)
	go func() { done <- p.cmd.Wait() }() // want `send on done: after the case at line 366 nobody receives`
	select {
	case err := <-done:
		return err
	case <-time.After(d):
		return p.cmd.Process.Kill()
	}
}

// One channel each turn of a loop that goes on until it is stopped.
func untilStopped(stop chan bool, ok func() bool) {
	for {
		done := make(chan bool)
		_ = len(done)
		go func() {
			if !ok() {
				done <- false
				return
			}
			done <- true // want `send on done: after the case at line 384 nobody receives`
		}()
		select {
		case <-stop:
			return
		case <-done:
		}
	}
}
