// shape: function literals on one line
// want: fix
// k: 16

package oneline

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	ids := l.IDs()
	values := make([]int, len(ids))
	var wg sync.WaitGroup
	for i := range ids {
		wg.Add(1)
		go func() { defer wg.Done(); values[i] = l.Value(ids[i]) }()
	}
	wg.Wait()
	return values, nil
}
