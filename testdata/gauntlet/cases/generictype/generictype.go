// shape: method of a generic type
// want: fix
// k: 16
// order: free

package generictype

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

type number interface{ ~int | ~int64 }

type batch[T number] struct{ load *load.Load }

func (b *batch[T]) process(items []T) []T {
	done := make(chan T, len(items))
	var wg sync.WaitGroup
	for _, item := range items {
		wg.Add(1)
		go func(item T) {
			defer wg.Done()
			b.load.Do(int(item))
			done <- 2 * item
		}(item)
	}
	wg.Wait()
	close(done)
	var all []T
	for item := range done {
		all = append(all, item)
	}
	return all
}

func Run(_ context.Context, l *load.Load) (any, error) {
	b := &batch[int]{load: l}
	return b.process(l.IDs()), nil
}
