// shape: a group declared in each turn of an outer loop, and waited for there
// want: fix
// k: 16

package egperbatch

import (
	"context"
	"fmt"
	"sync/atomic"

	"gauntlet.example/load"
	"golang.org/x/sync/errgroup"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	shards := make([][]int, 4)
	for _, id := range l.IDs() {
		shards[id%4] = append(shards[id%4], id)
	}
	return compact(l, shards)
}

func compact(l *load.Load, shards [][]int) (int64, error) {
	var total atomic.Int64
	for n, shard := range shards {
		var g errgroup.Group
		for _, id := range shard {
			g.Go(func() error {
				total.Add(int64(l.Value(id)))
				return nil
			})
		}
		if err := g.Wait(); err != nil {
			return 0, fmt.Errorf("shard %d: %w", n, err)
		}
	}
	return total.Load(), nil
}
