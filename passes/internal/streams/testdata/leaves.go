package p

import (
	"bufio"
	"fmt"
	"io"
	"log"
	"os"
	"os/exec"
	"sync"
	"sync/atomic"
)

func nothing(w io.Writer, f *os.File, rows []string) (int, error) {
	defer f.Close()
	n := 0
	for _, r := range rows {
		io.WriteString(w, r) //= nothing
		n += len(fmt.Sprint(r))
		log.Print(n)
	}
	return n, f.Sync()
}

func closes(f *os.File) error {
	f.WriteString("x") //= the function has more to do on its way out
	return f.Close()
}

func unlocks(mu *sync.Mutex, w io.Writer) {
	mu.Lock()
	io.WriteString(w, "x") //= the function has more to do on its way out
	mu.Unlock()
}

func tells(done chan bool, w io.Writer) {
	io.WriteString(w, "x") //= others wait for what the function does after it
	done <- true
}

func cancels(cancel func(), w io.Writer) {
	io.WriteString(w, "x") //= the function has more to do on its way out
	cancel()
}

func shuts(in chan int, w io.Writer) {
	io.WriteString(w, "x") //= the function has more to do on its way out
	close(in)
}

func receives(sem chan bool, w io.Writer) {
	sem <- true
	io.WriteString(w, "x") //= others wait for what the function does after it
	<-sem
}

func drains(in chan string, w io.Writer) {
	for s := range in {
		io.WriteString(w, s) //= others wait for what the function does after it
	}
}

func defersLate(mu *sync.Mutex, w io.Writer) {
	mu.Lock()
	io.WriteString(w, "x") //= the function has more to do on its way out
	defer mu.Unlock()
}

type worker struct {
	busy bool
	size int
	wg   sync.WaitGroup
	n    atomic.Int64
}

func (x *worker) sets(w io.Writer) {
	x.busy = true
	io.WriteString(w, "x") //= the function sets something that others see
	x.busy = false
}

func (x *worker) moves(w io.Writer) {
	io.WriteString(w, "x") //= nothing
	x.size += 1
}

func (x *worker) starts(w io.Writer) {
	x.wg.Add(1)
	io.WriteString(w, "x") //= others wait for what the function does after it
	go x.wg.Done()
}

func (x *worker) counts(w io.Writer) {
	x.n.Add(1)
	io.WriteString(w, "x") //= the function has more to do on its way out
	if x.n.Add(-1) == 0 {
		log.Print("idle")
	}
}

func removes(lock string, w io.Writer) error {
	io.WriteString(w, "x") //= the function has more to do on its way out
	return os.Remove(lock)
}

func returns(path string) (*os.File, error) {
	f, err := os.Create(path)
	if err != nil {
		return nil, err
	}
	f.WriteString("x") //= what it opened would stay open
	return f, nil
}

func child(cmd *exec.Cmd, w io.Writer) error {
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	defer cmd.Wait()
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		w.Write(lines.Bytes()) //= others wait for what the function does after it
	}
	return nil
}

// A word on the way out is none of the writes that matter.
func reports(w io.Writer, f *os.File) error {
	if err := f.Sync(); err != nil {
		io.WriteString(w, "failed")
		return fmt.Errorf("sync: %w", err)
	}
	return nil
}
