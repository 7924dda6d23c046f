// shape: go 1.21, results received after the loop, with the index as argument
// want: fix
// k: 16

package after121

import (
	"context"

	"gauntlet.example/load"
)

type result struct {
	index, value int
}

func Run(_ context.Context, l *load.Load) (any, error) {
	return collect(l, l.IDs()), nil
}

func collect(l *load.Load, ids []int) []int {
	results := make(chan result)
	for i, id := range ids {
		go func(i, id int) {
			results <- result{i, l.Value(id)}
		}(i, id)
	}
	values := make([]int, len(ids))
	for range ids {
		r := <-results
		values[r.index] = r.value
	}
	return values
}
