// shape: the group is declared in a var block
// want: fix
// k: 16
// order: free

package egvarblock

import (
	"context"
	"sync"

	"gauntlet.example/load"
	"golang.org/x/sync/errgroup"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	var (
		mu     sync.Mutex
		g      errgroup.Group // for all readers
		values []int
	)
	for _, id := range l.IDs() {
		g.Go(func() error {
			v := l.Value(id)
			mu.Lock()
			values = append(values, v)
			mu.Unlock()
			return nil
		})
	}
	err := g.Wait()
	return values, err
}
