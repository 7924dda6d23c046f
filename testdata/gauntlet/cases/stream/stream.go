// shape: the function returns the channel that the work sends on, its caller reads
// want: none (the function does not wait for the work)
// order: free
// hangs: nobody reads before the function has returned

package stream

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	var all []int
	for v := range stream(l, l.IDs()) {
		all = append(all, v)
	}
	return all, nil
}

func stream(l *load.Load, ids []int) <-chan int {
	out := make(chan int)
	var wg sync.WaitGroup
	for _, id := range ids {
		wg.Add(1)
		go func() {
			defer wg.Done()
			out <- l.Value(id)
		}()
	}
	go func() {
		wg.Wait()
		close(out)
	}()
	return out
}
