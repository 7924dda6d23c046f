// shape: the work of the first loop waits for workers that are started after it
// want: none (the work waits for a message)
// order: free
// hangs: the 16 consumers wait for producers that are started after them

package twoloopswait

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	return exchange(l, l.IDs()), nil
}

func exchange(l *load.Load, ids []int) []int {
	goods := make(chan int)
	var mu sync.Mutex
	var received []int
	var wg sync.WaitGroup
	for range ids {
		wg.Add(1)
		go func() {
			defer wg.Done()
			v := <-goods
			mu.Lock()
			received = append(received, v)
			mu.Unlock()
		}()
	}
	const producers = 8
	for first := range producers {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := first; i < len(ids); i += producers {
				goods <- l.Value(ids[i])
			}
		}()
	}
	wg.Wait()
	return received
}
