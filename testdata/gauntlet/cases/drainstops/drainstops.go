// shape: a drainer that was started before the loop waits for the loop's end before it drains
// want: may (the channel needs room)
// k: 16
// order: free
// hangs: the drainer waits for the number of results, which it gets after the loop

package drainstops

import (
	"context"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	return gather(l, l.IDs()), nil
}

func gather(l *load.Load, ids []int) []int {
	results := make(chan int)
	count := make(chan int)
	all := make(chan []int)
	go func() {
		list := make([]int, 0, <-count)
		for len(list) < cap(list) {
			list = append(list, <-results)
		}
		all <- list
	}()
	started := 0
	for _, id := range ids {
		started++
		go func() { results <- l.Value(id) }()
	}
	count <- started
	return <-all
}
