// shape: a semaphore is acquired first thing in the work
// want: fix
// k: 8
// count: goroutines

package seminside

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	return transcode(l, l.IDs()), nil
}

func transcode(l *load.Load, videos []int) []int {
	const parallel = 8
	sem := make(chan struct{}, parallel)
	sizes := make([]int, len(videos))
	var wg sync.WaitGroup
	for i, video := range videos {
		wg.Add(1)
		go func() {
			defer wg.Done()
			sem <- struct{}{}
			defer func() { <-sem }()
			sizes[i] = l.Value(video)
		}()
	}
	wg.Wait()
	return sizes
}
