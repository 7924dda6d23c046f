// shape: a context of the function with a deadline far away
// want: fix
// k: 16
// order: free

package timeout

import (
	"context"
	"sync"
	"time"

	"gauntlet.example/load"
)

func Run(ctx context.Context, l *load.Load) (any, error) {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	ids := l.IDs()
	answers := make(chan int, len(ids))
	var wg sync.WaitGroup
	for _, id := range ids {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if l.DoCtx(ctx, id) == nil {
				answers <- id
			}
		}()
	}
	wg.Wait()
	close(answers)
	var all []int
	for id := range answers {
		all = append(all, id)
	}
	return all, nil
}
