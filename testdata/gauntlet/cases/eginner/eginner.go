// shape: errgroup work that starts goroutines of its own and waits for them
// want: fix
// k: 32
// order: free

package eginner

import (
	"context"

	"gauntlet.example/load"
	"golang.org/x/sync/errgroup"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	return pairs(l, l.IDs())
}

func pairs(l *load.Load, ids []int) ([]int, error) {
	var g errgroup.Group
	sums := make([]int, len(ids))
	for i, id := range ids {
		g.Go(func() error {
			var old int
			read := make(chan struct{})
			go func() {
				old = l.Value(id)
				close(read)
			}()
			fresh := l.Value(id + 1)
			<-read
			sums[i] = old + fresh
			return nil
		})
	}
	return sums, g.Wait()
}
