// shape: the slice grows after the channel is made: its length there is too small
// want: may (room for the elements known where the channel is made would hang)
// k: 16
// order: free
// hangs: the first 16 wait to send, and nobody receives before the loop has ended

package growing

import (
	"context"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	return refresh(l, l.IDs()), nil
}

func refresh(l *load.Load, all []int) []int {
	stale := []int{0, 1}
	values := make(chan int)
	for _, id := range all {
		if id > 1 {
			stale = append(stale, id)
		}
	}
	for _, id := range stale {
		go func() { values <- l.Value(id) }()
	}
	var fresh []int
	for range stale {
		fresh = append(fresh, <-values)
	}
	return fresh
}
