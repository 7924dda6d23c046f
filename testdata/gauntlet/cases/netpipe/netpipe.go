// shape: a connection joins each piece of work with the next one
// want: none (the work waits for its neighbour)
// hangs: the 16th writes to the 17th, which has not started

package netpipe

import (
	"context"
	"errors"
	"net"
	"sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	return chain(l, l.IDs())
}

func chain(l *load.Load, nodes []int) (byte, error) {
	in, first := net.Pipe()
	left := first
	errs := make([]error, len(nodes))
	var wg sync.WaitGroup
	for i, node := range nodes {
		out, next := net.Pipe()
		from := left
		wg.Add(1)
		go func() {
			defer wg.Done()
			defer out.Close()
			var b [1]byte
			l.Do(node)
			if _, errs[i] = from.Read(b[:]); errs[i] == nil {
				b[0]++
				_, errs[i] = out.Write(b[:])
			}
		}()
		left = next
	}
	if _, err := in.Write([]byte{1}); err != nil {
		return 0, err
	}
	var b [1]byte
	if _, err := left.Read(b[:]); err != nil {
		return 0, err
	}
	wg.Wait()
	return b[0], errors.Join(errs...)
}
