// shape: an io.Pipe connects each piece of work with the next one
// want: none (the work waits for its neighbour)
// hangs: the 16th writes to the 17th, which has not started

package iopipe

import (
	"context"
	"errors"
	"io"
	"sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	return whisper(l, l.IDs(), "a")
}

// whisper hands a text from one to the next; each adds something.
func whisper(l *load.Load, people []int, text string) (int, error) {
	first, in := io.Pipe()
	from := first
	errs := make([]error, len(people))
	var wg sync.WaitGroup
	for i, person := range people {
		r, w := io.Pipe()
		next := r
		mine := from
		wg.Add(1)
		go func() {
			defer wg.Done()
			defer w.Close()
			l.Do(person)
			_, errs[i] = io.Copy(w, mine)
			if errs[i] == nil {
				_, errs[i] = io.WriteString(w, "b")
			}
		}()
		from = next
	}
	heard := make(chan int)
	go func() {
		all, _ := io.ReadAll(from)
		heard <- len(all)
	}()
	io.WriteString(in, text)
	in.Close()
	n := <-heard
	wg.Wait()
	return n, errors.Join(errs...)
}
