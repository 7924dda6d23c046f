// Package negative has what looks like it and is not.
package negative

import (
	"context"
	"errors"
	"log"
	"os"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"
)

func work(x int) (int, error) { return x, nil }

func roomForOne(ctx context.Context) int {
	ch := make(chan int, 1)
	go func() { ch <- 1 }()
	select {
	case v := <-ch:
		return v
	case <-ctx.Done():
		return 0
	}
}

func roomForAll(items []int) error {
	ch := make(chan error, len(items))
	for _, x := range items {
		go func() { _, err := work(x); ch <- err }()
	}
	for range items {
		if err := <-ch; err != nil {
			return err
		}
	}
	return nil
}

func receivesAll(items []int) (err error) {
	ch := make(chan error)
	for _, x := range items {
		go func() { _, err := work(x); ch <- err }()
	}
	for range items {
		if e := <-ch; e != nil {
			err = e
		}
	}
	return err
}

// One of two channels is enough: the goroutine sends on one.
func oneOfTwo(fn func() error) {
	ch, errCh := make(chan bool), make(chan error)
	go func() {
		if err := fn(); err != nil {
			errCh <- err
			return
		}
		ch <- true
	}()
	select {
	case <-ch:
	case <-errCh:
	}
}

func selectsOnContext(ctx context.Context, xs []int) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	ch := make(chan int)
	go func() {
		defer close(ch)
		for _, x := range xs {
			select {
			case ch <- x:
			case <-ctx.Done():
				return
			}
		}
	}()
	for x := range ch {
		if x < 0 {
			return errors.New("negative")
		}
	}
	return nil
}

func selectsOnDone(xs []int) error {
	ch, done := make(chan int), make(chan struct{})
	defer close(done)
	go func() {
		defer close(ch)
		for _, x := range xs {
			select {
			case ch <- x:
			case <-done:
				return
			}
		}
	}()
	for x := range ch {
		if x < 0 {
			return errors.New("negative")
		}
	}
	return nil
}

func attempts(ctx context.Context) {
	ch := make(chan int)
	go func() {
		select {
		case ch <- 1:
		default:
		}
	}()
	select {
	case <-ch:
	case <-ctx.Done():
	}
}

// Somebody else receives what is left.
func drains(ctx context.Context, items []int) error {
	ch := make(chan error)
	var wg sync.WaitGroup
	for _, x := range items {
		wg.Add(1)
		go func() { defer wg.Done(); _, err := work(x); ch <- err }()
	}
	go func() { wg.Wait(); close(ch) }()
	for err := range ch {
		if err != nil {
			go func() {
				for range ch {
				}
			}()
			return err
		}
	}
	return nil
}

func drainsDeferred(items []int) error {
	ch := make(chan error)
	var wg sync.WaitGroup
	for _, x := range items {
		wg.Add(1)
		go func() { defer wg.Done(); _, err := work(x); ch <- err }()
	}
	go func() { wg.Wait(); close(ch) }()
	defer func() {
		for range ch {
		}
	}()
	for err := range ch {
		if err != nil {
			return err
		}
	}
	return nil
}

// A pool: the tasks are closed, then the results.
func pool(items []int, workers int) (out []int) {
	tasks, results := make(chan int), make(chan int)
	var wg sync.WaitGroup
	for i := 0; i < workers; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for x := range tasks {
				results <- x
			}
		}()
	}
	go func() {
		for _, x := range items {
			tasks <- x
		}
		close(tasks)
		wg.Wait()
		close(results)
	}()
	for x := range results {
		out = append(out, x)
	}
	return out
}

// The group has a limit, and somebody receives beside the loop.
func limitedGroup(items []int) (out []int, err error) {
	ch := make(chan int)
	var g errgroup.Group
	g.SetLimit(4)
	go func() {
		for _, x := range items {
			g.Go(func() error { ch <- x; return nil })
		}
		g.Wait()
		close(ch)
	}()
	for v := range ch {
		out = append(out, v)
	}
	return out, nil
}

// What it counts itself hangs together with what was sent.
func counts(items []int) error {
	ch := make(chan error)
	for _, x := range items {
		go func() { _, err := work(x); ch <- err }()
	}
	n := 0
	for err := range ch {
		_ = err
		if n++; n == len(items) {
			break
		}
	}
	return nil
}

func pending(items []int) {
	ch := make(chan error)
	n := 0
	for _, x := range items {
		if x == 0 {
			continue
		}
		n++
		go func() { _, err := work(x); ch <- err }()
	}
	for ; n > 0; n-- {
		<-ch
	}
}

// The same condition before and after.
func sameCondition(async bool) {
	ch := make(chan int)
	if async {
		go func() { ch <- 1 }()
	}
	if async {
		<-ch
	}
}

type options struct{ wait bool }

func sameField(o *options, items []int) {
	ch := make(chan int)
	for _, x := range items {
		go func() {
			if o.wait {
				ch <- x
			}
		}()
	}
	if o.wait {
		for range items {
			<-ch
		}
	}
}

// No elements, nothing to receive.
func none(items []int) int {
	ch := make(chan int, len(items))
	for _, x := range items {
		go func() { ch <- x }()
	}
	if len(items) == 0 {
		return 0
	}
	return <-ch
}

// Others can receive.
func returned() <-chan int {
	ch := make(chan int)
	go func() { ch <- 1 }()
	return ch
}

type server struct{ done chan error }

func (s *server) stored() {
	ch := make(chan error)
	s.done = ch
	go func() { ch <- nil }()
}

func handed(use func(chan int)) {
	ch := make(chan int)
	use(ch)
	go func() { ch <- 1 }()
}

func sent(to chan chan int) {
	ch := make(chan int)
	to <- ch
	go func() { ch <- 1 }()
}

// The process ends.
func fatal(ctx context.Context) {
	ch := make(chan int)
	go func() { ch <- 1 }()
	select {
	case <-ch:
	case <-ctx.Done():
		log.Fatal("too late")
	}
}

func exits(ctx context.Context) {
	ch := make(chan int)
	go func() { ch <- 1 }()
	select {
	case <-ch:
	case <-time.After(time.Second):
		os.Exit(1)
	}
}

// The stop signal is given on every way.
func signalled(open func() error) error {
	stop := make(chan struct{})
	defer close(stop)
	go func() { <-stop }()
	if err := open(); err != nil {
		return err
	}
	return nil
}

// The helper's own goroutine takes what is left, until it is told to stop.
func discards(ctx context.Context) error {
	errc := make(chan error)
	var wg sync.WaitGroup
	wg.Add(2)
	go func() { defer wg.Done(); errc <- nil }()
	go func() { defer wg.Done(); errc <- nil }()
	return shutdown(ctx, &wg, errc)
}

func shutdown(ctx context.Context, wg *sync.WaitGroup, errc <-chan error) (err error) {
	select {
	case err = <-errc:
	case <-ctx.Done():
	}
	stop := make(chan struct{})
	go func() {
		for {
			select {
			case <-errc:
			case <-stop:
				return
			}
		}
	}()
	wg.Wait()
	close(stop)
	return err
}

// A function of the package starts the receiver.
func watched(ctx context.Context, xs []int) {
	ch := make(chan int)
	watch(ch)
	go func() {
		defer close(ch)
		for _, x := range xs {
			ch <- x
		}
	}()
	<-ctx.Done()
}

func watch(ch <-chan int) {
	go func() {
		for x := range ch {
			work(x)
		}
	}()
}

// What a message says of the others.
func countsInMessages(fns []func() error) error {
	type status struct{ running int }
	result := make(chan error, 1)
	statusc := make(chan status, 1)
	statusc <- status{len(fns)}
	for _, fn := range fns {
		go func() {
			err := fn()
			s := <-statusc
			s.running--
			if s.running == 0 {
				result <- err
			} else {
				statusc <- s
			}
		}()
	}
	return <-result
}

// Stopped once, from two places.
func stoppedOnce(xs []int, open func() error) error {
	ch, stop := make(chan int), make(chan struct{})
	var once sync.Once
	end := func() { once.Do(func() { close(stop) }) }
	defer end()
	go func() {
		defer close(ch)
		for _, x := range xs {
			select {
			case ch <- x:
			case <-stop:
				return
			}
		}
	}()
	for x := range ch {
		if err := open(); err != nil {
			return err
		}
		if x < 0 {
			end()
		}
	}
	return nil
}

// A flag says that it was sent.
func sentOnce(reqs <-chan int, d time.Duration) int {
	got := make(chan int, 1)
	go func() {
		sent := false
		for x := range reqs {
			if x > 0 && !sent {
				if _, err := work(x); err != nil {
					return
				}
				sent = true
				got <- x
			}
		}
	}()
	select {
	case x := <-got:
		return x
	case <-time.After(d):
		return 0
	}
}

type crew struct{ wg sync.WaitGroup }

// The group is kept elsewhere, and waits for the work all the same.
func (c *crew) kept(items []int) (out []int) {
	ch := make(chan int, len(items))
	for _, x := range items {
		c.wg.Add(1)
		go func() { defer c.wg.Done(); ch <- x }()
	}
	c.wg.Wait()
	close(ch)
	for x := range ch {
		out = append(out, x)
	}
	return out
}

// As many as there is room.
func asManyAsRoom(a, b func() int) int {
	found := make(chan int, 2)
	go func() { found <- a() }()
	go func() { found <- b() }()
	for i := 0; i < cap(found); i++ {
		if x := <-found; x > 0 {
			return x
		}
	}
	return 0
}

// All rows together are as long as the items.
func inRows(items []int, rows func([]int) [][]int) (out []int) {
	ch := make(chan int)
	for _, row := range rows(items) {
		for _, x := range row {
			go func() { ch <- x }()
		}
	}
	for range items {
		out = append(out, <-ch)
	}
	return out
}

func inRowsWaited(items []int, rows func([]int) [][]int) {
	ch := make(chan int, len(items))
	var wg sync.WaitGroup
	wg.Add(len(items))
	for _, row := range rows(items) {
		for _, x := range row {
			go func() { defer wg.Done(); ch <- x }()
		}
	}
	wg.Wait()
	close(ch)
}
