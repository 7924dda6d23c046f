// shape: a semaphore before the go statement, and the results are received after the loop
// want: fix
// before: broken
// stuck: before
// k: 8
// order: free

package fansem

import (
	"context"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	return values(l, l.IDs()), nil
}

func values(l *load.Load, ids []int) []int {
	results := make(chan int)
	tokens := make(chan struct{}, 8)
	for _, id := range ids {
		tokens <- struct{}{}
		go func() {
			defer func() { <-tokens }()
			results <- l.Value(id)
		}()
	}
	var all []int
	for range ids {
		all = append(all, <-results)
	}
	return all
}
