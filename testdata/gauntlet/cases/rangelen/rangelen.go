// shape: range over the int that is the length of a slice
// want: fix
// k: 16

package rangelen

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	ids := l.IDs()
	checksums := make([]int, len(ids))
	var wg sync.WaitGroup
	for i := range len(ids) {
		wg.Add(1)
		go func() {
			defer wg.Done()
			checksums[i] = l.Value(ids[i])
		}()
	}
	wg.Wait()
	return checksums, nil
}
