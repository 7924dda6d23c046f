// shape: the work reads from an interface, behind which the loop's end writes
// want: none (the work waits for what is written after the loop)
// hangs: the first 16 read what is written after the loop

package pipereaders

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"sync"

	"gauntlet.example/load"
)

type source struct {
	id int
	r  *bufio.Scanner
	w  io.WriteCloser
}

func Run(_ context.Context, l *load.Load) (any, error) {
	var sources []source
	for _, id := range l.IDs() {
		r, w := io.Pipe()
		sources = append(sources, source{id, bufio.NewScanner(r), w})
	}
	return tail(l, sources), nil
}

func tail(l *load.Load, sources []source) []string {
	lines := make([]string, len(sources))
	var wg sync.WaitGroup
	for i, s := range sources {
		wg.Add(1)
		go func() {
			defer wg.Done()
			l.Do(s.id)
			if s.r.Scan() {
				lines[i] = s.r.Text()
			}
		}()
	}
	for _, s := range sources {
		fmt.Fprintln(s.w, "line of", s.id)
		s.w.Close()
	}
	wg.Wait()
	return lines
}
