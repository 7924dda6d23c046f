// shape: several results a piece of work, on an unbuffered channel that is received from after the loop
// want: none (what the work sends is received after the loop, and a buffer of one each is too small)
// order: free
// hangs: the first 16 wait to send, and nobody receives before the loop has ended

package manysends

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	return scan(l, l.IDs()), nil
}

func scan(l *load.Load, hosts []int) []int {
	open := make(chan int)
	var wg sync.WaitGroup
	for _, host := range hosts {
		wg.Add(1)
		go func() {
			defer wg.Done()
			v := l.Value(host)
			for port := range host%3 + 1 {
				open <- v + port
			}
		}()
	}
	go func() {
		wg.Wait()
		close(open)
	}()
	var all []int
	for port := range open {
		all = append(all, port)
	}
	return all
}
