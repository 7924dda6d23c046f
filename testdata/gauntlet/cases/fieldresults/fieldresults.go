// shape: the channel for results is made by a constructor, without room, and drained after the loop
// want: none (what the work sends is received after the loop, and the channel is made elsewhere)
// order: free
// hangs: the first 16 wait to send

package fieldresults

import (
	"context"

	"gauntlet.example/load"
)

type collector struct {
	load    *load.Load
	results chan int
}

func newCollector(l *load.Load) *collector {
	return &collector{l, make(chan int)}
}

func (c *collector) collect(ids []int) []int {
	for _, id := range ids {
		go func() { c.results <- c.load.Value(id) }()
	}
	var all []int
	for range ids {
		all = append(all, <-c.results)
	}
	return all
}

func Run(_ context.Context, l *load.Load) (any, error) {
	return newCollector(l).collect(l.IDs()), nil
}
