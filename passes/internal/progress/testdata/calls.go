package p

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net"
	"os/exec"
	"slices"
	"sync"
)

func use(any)

func watch(chan int)

type handler struct{ f func(int) }

// given calls a function of the caller.
func given(xs []int, f func(int)) {
	var wg sync.WaitGroup
	for x := range xs {
		wg.Add(1)
		go func() { //= Callback
			defer wg.Done()
			f(x)
		}()
	}
	wg.Wait()
}

// givenOn hands it to a library, which calls it.
func givenOn(xs []int, f func(int) bool) {
	var wg sync.WaitGroup
	for range xs {
		wg.Add(1)
		go func() { //= Callback
			defer wg.Done()
			slices.ContainsFunc(xs, f)
		}()
	}
	wg.Wait()
}

// field calls the function of a field.
func field(xs []int, h *handler) {
	var wg sync.WaitGroup
	for x := range xs {
		wg.Add(1)
		go func() { //= Callback
			defer wg.Done()
			h.f(x)
		}()
	}
	wg.Wait()
}

// literal calls one that is in sight.
func literal(xs []int) {
	var wg sync.WaitGroup
	f := func(x int) { use(x) }
	for x := range xs {
		wg.Add(1)
		go func() { //= none
			defer wg.Done()
			f(x)
		}()
	}
	wg.Wait()
}

// made calls what a library made of a function that waits.
func made(xs []int, gate chan int) {
	var wg sync.WaitGroup
	value := sync.OnceValue(func() int { return <-gate })
	for range xs {
		wg.Add(1)
		go func() { //= Receives
			defer wg.Done()
			use(value())
		}()
	}
	wg.Wait()
}

type text struct{ f func() }

func (t text) String() string { t.f(); return "" }

// kept puts a literal that waits where a library finds it.
func kept(xs []int, gate chan int) {
	var wg sync.WaitGroup
	for range xs {
		wg.Add(1)
		go func() { //= Receives
			defer wg.Done()
			use(1)
			_ = fmt.Sprint(text{func() { <-gate }})
		}()
	}
	wg.Wait()
}

// hands gives a channel away.
func hands(xs []int, to chan int) {
	var wg sync.WaitGroup
	for range xs {
		wg.Add(1)
		go func() { //= Handed
			defer wg.Done()
			watch(to)
		}()
	}
	wg.Wait()
}

// pipeEnd writes to a pipe that somebody has to read.
func pipeEnd(xs []int, w *io.PipeWriter) {
	var wg sync.WaitGroup
	for x := range xs {
		wg.Add(1)
		go func() { //= Handed
			defer wg.Done()
			fmt.Fprintln(w, x)
		}()
	}
	wg.Wait()
}

// pipeEncoder writes to one through an encoder.
func pipeEncoder(xs []int) {
	var wg sync.WaitGroup
	r, w := net.Pipe()
	enc := json.NewEncoder(bufio.NewWriter(w))
	for x := range xs {
		wg.Add(1)
		go func() { //= Handed
			defer wg.Done()
			enc.Encode(x)
		}()
	}
	go io.Copy(io.Discard, r)
	wg.Wait()
}

type out struct{ log *log.Logger }

// pipeField writes to one through a field.
func pipeField(xs []int) {
	var wg sync.WaitGroup
	_, w := io.Pipe()
	o := &out{log: log.New(w, "", 0)}
	for x := range xs {
		wg.Add(1)
		go func() { //= Handed
			defer wg.Done()
			o.log.Println(x)
		}()
	}
	wg.Wait()
}

// pipeOut has a process write to one.
func pipeOut(xs []int, w *io.PipeWriter) {
	var wg sync.WaitGroup
	for range xs {
		wg.Add(1)
		go func() { //= Handed
			defer wg.Done()
			cmd := exec.Command("true")
			cmd.Stdout = w
			cmd.Run()
		}()
	}
	wg.Wait()
}

// pipeIn reads what a process writes that is started later.
func pipeIn(xs []int) {
	var wg sync.WaitGroup
	cmds := make([]*exec.Cmd, len(xs))
	for i := range xs {
		cmds[i] = exec.Command("true")
		r, _ := cmds[i].StdoutPipe()
		wg.Add(1)
		go func() { //= Handed
			defer wg.Done()
			io.Copy(io.Discard, r)
		}()
	}
	wg.Wait()
}

// pipeOwn has both ends.
func pipeOwn(xs []int) {
	var wg sync.WaitGroup
	for range xs {
		wg.Add(1)
		go func() { //= none
			defer wg.Done()
			cmd := exec.Command("true")
			r, _ := cmd.StdoutPipe()
			cmd.Start()
			io.Copy(io.Discard, r)
			cmd.Wait()
		}()
	}
	wg.Wait()
}

// registers puts a channel of its own where others find it.
func registers(xs []int, mu *sync.Mutex, waiting map[int]chan int) {
	var wg sync.WaitGroup
	for x := range xs {
		wg.Add(1)
		go func() { //= Receives
			defer wg.Done()
			ch := make(chan int)
			mu.Lock()
			waiting[x] = ch
			mu.Unlock()
			use(<-ch)
		}()
	}
	wg.Wait()
}

// asks sends one to somebody, for the answer.
func asks(xs []int, to chan chan int) {
	var wg sync.WaitGroup
	go func() {
		for ch := range to {
			use(ch)
		}
	}()
	for range xs {
		wg.Add(1)
		go func() { //= Receives
			defer wg.Done()
			ch := make(chan int)
			to <- ch
			use(<-ch)
		}()
	}
	wg.Wait()
}

// keepsToItself has a channel of its own.
func keepsToItself(xs []int) {
	var wg sync.WaitGroup
	for x := range xs {
		wg.Add(1)
		go func() { //= none
			defer wg.Done()
			ch := make(chan int)
			go func() {
				use(x)
				ch <- x
			}()
			use(<-ch)
		}()
	}
	wg.Wait()
}

func deep1(ch chan int) { deep2(ch) }
func deep2(ch chan int) { deep3(ch) }
func deep3(ch chan int) { deep4(ch) }
func deep4(ch chan int) { deep5(ch) }
func deep5(ch chan int) { deep6(ch) }
func deep6(ch chan int) { deep7(ch) }
func deep7(ch chan int) { use(<-ch) }

// deep waits many calls away.
func deep(xs []int, ch chan int) {
	var wg sync.WaitGroup
	for range xs {
		wg.Add(1)
		go func() { //= Waits
			defer wg.Done()
			deep1(ch)
		}()
	}
	wg.Wait()
}

type queue[T any] struct{ ch chan T }

func (q *queue[T]) take() T { return <-q.ch }

// genericMethod waits in a method of a generic type.
func genericMethod(xs []int, q *queue[int]) {
	var wg sync.WaitGroup
	for range xs {
		wg.Add(1)
		go func() { //= Receives
			defer wg.Done()
			use(q.take())
		}()
	}
	wg.Wait()
}

type waiter interface{ wait() }

type gated struct{ ch chan int }

func (g gated) wait() { <-g.ch }

// behind waits in a type of this package, behind an interface.
func behind(xs []int, w waiter) {
	var wg sync.WaitGroup
	for range xs {
		wg.Add(1)
		go func() { //= Waits
			defer wg.Done()
			w.wait()
			use(1)
		}()
	}
	wg.Wait()
}
