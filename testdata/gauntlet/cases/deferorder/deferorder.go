// shape: several deferred calls in the work, whose order shows in the result
// want: fix
// k: 16

package deferorder

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	ids := l.IDs()
	traces := make([][]string, len(ids))
	var wg sync.WaitGroup
	for i, id := range ids {
		wg.Add(1)
		go func(trace *[]string) {
			defer wg.Done()
			defer func() { *trace = append(*trace, "end") }()
			for _, step := range []string{"b", "a"} {
				defer func() { *trace = append(*trace, step) }()
			}
			*trace = append(*trace, "begin")
			l.Do(id)
		}(&traces[i])
	}
	wg.Wait()
	return traces, nil
}
