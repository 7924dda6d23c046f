// shape: the work waits for a context that ends after the loop
// want: none (the work waits until it is told to stop)
// hangs: the first 16 watch until cancel is called, after the loop

package ctxafter

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

func Run(ctx context.Context, l *load.Load) (any, error) {
	return watchAll(ctx, l, l.IDs()), nil
}

func watchAll(ctx context.Context, l *load.Load, files []int) []int {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	seen := make([]int, len(files))
	var wg sync.WaitGroup
	for i, file := range files {
		wg.Add(1)
		go func() {
			defer wg.Done()
			<-ctx.Done()
			seen[i] = l.Value(file)
		}()
	}
	cancel()
	wg.Wait()
	return seen
}
