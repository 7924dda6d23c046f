// shape: Wait stands before the loop that receives
// want: fix
// before: broken
// stuck: before
// order: free

package fanwait

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	return values(l, l.IDs()), nil
}

func values(l *load.Load, ids []int) []int {
	results := make(chan int)
	var wg sync.WaitGroup
	for _, id := range ids {
		wg.Add(1)
		go func() {
			defer wg.Done()
			results <- l.Value(id)
		}()
	}
	wg.Wait()
	close(results)
	var all []int
	for v := range results {
		all = append(all, v)
	}
	return all
}
