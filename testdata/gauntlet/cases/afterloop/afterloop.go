// shape: one result a piece of work on an unbuffered channel, received after the loop: it needs room first
// want: fix
// k: 16
// order: free

package afterloop

import (
	"context"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	return resolve(l, l.IDs()), nil
}

func resolve(l *load.Load, hosts []int) []int {
	answers := make(chan int)
	for _, host := range hosts {
		go func() {
			answers <- l.Value(host)
		}()
	}
	found := make([]int, 0, len(hosts))
	for range hosts {
		found = append(found, <-answers)
	}
	return found
}
