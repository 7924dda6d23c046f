// shape: the package has a constant maxInFlight already
// want: fix
// k: 12

package constmax

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

// maxInFlight is how many jobs the broker hands out at once.
const maxInFlight = 12

func Run(_ context.Context, l *load.Load) (any, error) {
	jobs := l.IDs()
	results := make([]int, len(jobs))
	var wg sync.WaitGroup
	for i, job := range jobs {
		wg.Add(1)
		go func() {
			defer wg.Done()
			results[i] = l.Value(job)
		}()
	}
	wg.Wait()
	return map[string]any{"limit": maxInFlight, "results": results}, nil
}
