// shape: each turn of the loop receives what is there already; the rest is received after the loop
// want: may (what the work sends needs room)
// k: 16
// order: free

package drainbetween

import (
	"context"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	return tally(l, l.IDs()), nil
}

func tally(l *load.Load, ids []int) []int {
	results := make(chan int)
	var all []int
	for _, id := range ids {
		go func() { results <- l.Value(id) }()
		select {
		case v := <-results:
			all = append(all, v)
		default:
		}
	}
	for len(all) < len(ids) {
		all = append(all, <-results)
	}
	return all
}
