// shape: results on a channel that has room for all, read after Wait and close
// want: fix
// k: 16
// order: free

package bufferedresults

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

type result struct {
	ID, Value int
}

func Run(_ context.Context, l *load.Load) (any, error) {
	ids := l.IDs()
	results := make(chan result, len(ids))
	var wg sync.WaitGroup
	for _, id := range ids {
		wg.Add(1)
		go func(id int) {
			defer wg.Done()
			results <- result{id, l.Value(id)}
		}(id)
	}
	wg.Wait()
	close(results)

	var all []result
	for r := range results {
		all = append(all, r)
	}
	return all, nil
}
