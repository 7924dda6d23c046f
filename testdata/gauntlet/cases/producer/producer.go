// shape: loop over an unbuffered channel that a goroutine feeds
// want: fix
// k: 16
// order: free

package producer

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

func Run(ctx context.Context, l *load.Load) (any, error) {
	return consume(l, produce(l.IDs())), nil
}

func produce(ids []int) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for _, id := range ids {
			out <- id
		}
	}()
	return out
}

func consume(l *load.Load, in <-chan int) []int {
	var (
		mu     sync.Mutex
		values []int
		wg     sync.WaitGroup
	)
	for id := range in {
		wg.Go(func() {
			v := l.Value(id)
			mu.Lock()
			values = append(values, v)
			mu.Unlock()
		})
	}
	wg.Wait()
	return values
}
