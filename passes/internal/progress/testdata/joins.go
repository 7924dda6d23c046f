package p

import (
	"os/exec"
	"sync"
)

func task(int) error

// waits is the plain case.
func waits(xs []int) {
	var wg sync.WaitGroup
	for x := range xs {
		wg.Add(1)
		go func() { //= none
			defer wg.Done()
			task(x)
		}()
	}
	wg.Wait()
}

// computes has work that only computes.
func computes(xs []int) {
	var wg sync.WaitGroup
	for i, x := range xs {
		wg.Go(func() { //= none, pure
			xs[i] = x * x
		})
	}
	wg.Wait()
}

// forgets does not wait.
func forgets(xs []int) {
	for x := range xs {
		go task(x) //= Unjoined
	}
}

// waitsBeside waits in a goroutine of its own.
func waitsBeside(xs []int) {
	var wg sync.WaitGroup
	for x := range xs {
		wg.Add(1)
		go func() { //= Unjoined
			defer wg.Done()
			task(x)
		}()
	}
	go wg.Wait()
}

type batch struct{ wg sync.WaitGroup }

// waitsForOther waits for another group in the same field.
func waitsForOther(xs []int, a, b *batch) {
	for x := range xs {
		a.wg.Add(1)
		go func() { //= Unjoined
			defer a.wg.Done()
			task(x)
		}()
	}
	b.wg.Wait()
}

// waitsForField waits for the right one.
func waitsForField(xs []int, a *batch) {
	for x := range xs {
		a.wg.Add(1)
		go func() { //= none
			defer a.wg.Done()
			task(x)
		}()
	}
	a.wg.Wait()
}

// begins waits until all have begun.
func begins(xs []int) {
	var wg sync.WaitGroup
	for x := range xs {
		wg.Add(1)
		go func() { //= Unjoined
			wg.Done()
			task(x)
		}()
	}
	wg.Wait()
}

// atTheEnd calls Done as its last act.
func atTheEnd(xs []int, mu *sync.Mutex) {
	var wg sync.WaitGroup
	n := 0
	for x := range xs {
		wg.Add(1)
		go func() { //= none
			task(x)
			mu.Lock()
			n++
			wg.Done()
			mu.Unlock()
		}()
	}
	wg.Wait()
}

func finish(wg *sync.WaitGroup) { wg.Done() }

// inHelper has a function call Done.
func inHelper(xs []int) {
	var wg sync.WaitGroup
	for x := range xs {
		wg.Add(1)
		go func() { //= none
			defer finish(&wg)
			task(x)
		}()
	}
	wg.Wait()
}

// deferred waits when the function returns.
func deferred(xs []int) {
	var wg sync.WaitGroup
	defer wg.Wait()
	for x := range xs {
		wg.Add(1)
		go func() { //= none
			defer wg.Done()
			task(x)
		}()
	}
}

// closes waits for a channel that is closed when all is done.
func closes(xs []int) {
	var wg sync.WaitGroup
	done := make(chan struct{})
	for x := range xs {
		wg.Add(1)
		go func() { //= none
			defer wg.Done()
			task(x)
		}()
	}
	go func() {
		wg.Wait()
		close(done)
	}()
	<-done
}

// firstOnly receives the first result.
func firstOnly(xs []int) error {
	errs := make(chan error, len(xs))
	for x := range xs {
		go func() { //= Unjoined
			errs <- task(x)
		}()
	}
	return <-errs
}

// leaves starts something that goes on when the work is over.
func leaves(xs []int) {
	var wg sync.WaitGroup
	for x := range xs {
		wg.Add(1)
		go func() { //= Unjoined
			defer wg.Done()
			go task(x)
		}()
	}
	wg.Wait()
}

// adds has the group wait for more than the work.
func adds(xs []int) {
	var wg sync.WaitGroup
	for x := range xs {
		wg.Add(1)
		go func() { //= Submits
			defer wg.Done()
			wg.Add(1)
			go func() {
				defer wg.Done()
				task(x)
			}()
		}()
	}
	wg.Wait()
}

// inner waits for what it starts.
func inner(xs []int) {
	var wg sync.WaitGroup
	for x := range xs {
		wg.Add(1)
		go func() { //= none
			defer wg.Done()
			var parts sync.WaitGroup
			for range 3 {
				parts.Add(1)
				go func() {
					defer parts.Done()
					task(x)
				}()
			}
			parts.Wait()
			done := make(chan error)
			go func() { done <- task(x) }()
			<-done
		}()
	}
	wg.Wait()
}

// process waits for the process that it starts.
func process(xs []int) {
	var wg sync.WaitGroup
	for range xs {
		wg.Add(1)
		go func() { //= none
			defer wg.Done()
			cmd := exec.Command("true")
			if cmd.Start() == nil {
				cmd.Wait()
			}
		}()
	}
	wg.Wait()
}

// others waits for other work.
func others(xs []int, first *sync.WaitGroup) {
	var wg sync.WaitGroup
	for x := range xs {
		wg.Add(1)
		go func() { //= Waits
			defer wg.Done()
			first.Wait()
			task(x)
		}()
	}
	wg.Wait()
}

// branch starts itself through a variable.
func branch(xs []int) {
	var wg sync.WaitGroup
	var visit func(xs []int)
	visit = func(xs []int) {
		for range xs {
			wg.Add(1)
			go func() { //= Respawns
				defer wg.Done()
				visit(xs[1:])
			}()
		}
	}
	visit(xs)
	wg.Wait()
}

type runner struct{ wg sync.WaitGroup }

func (r *runner) Go(f func()) {
	r.wg.Add(1)
	go func() {
		defer r.wg.Done()
		f()
	}()
}

func (r *runner) Wait() { r.wg.Wait() }

// collector starts its work through a type of this package.
func collector(xs []int) {
	var r runner
	for x := range xs {
		r.Go(func() { task(x) }) //= none
	}
	r.Wait()
}

type retrying struct{ wg sync.WaitGroup }

func (r *retrying) Go(f func() error) {
	r.wg.Add(1)
	go func() {
		defer r.wg.Done()
		for range 3 {
			if f() == nil {
				return
			}
		}
	}()
}

func (r *retrying) Wait() { r.wg.Wait() }

// retries can run its work more than once.
func retries(xs []int) {
	var r retrying
	for x := range xs {
		r.Go(func() error { return task(x) }) //= Hidden
	}
	r.Wait()
}

type closing struct {
	wg     sync.WaitGroup
	closed bool
}

func (c *closing) Go(f func()) {
	c.wg.Add(1)
	go func() {
		defer c.wg.Done()
		if c.closed {
			return
		}
		f()
	}()
}

func (c *closing) Wait() { c.wg.Wait() }

// drops may not run its work at all.
func drops(xs []int) {
	var c closing
	for x := range xs {
		c.Go(func() { task(x) }) //= Hidden
	}
	c.Wait()
}
