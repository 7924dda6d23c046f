// shape: the work sends in a select with the context, received after the loop
// want: may (the channel needs room)
// k: 16
// order: free
// hangs: the first 16 wait to send, and nobody receives before the loop has ended

package selectsend

import (
	"context"

	"gauntlet.example/load"
)

func Run(ctx context.Context, l *load.Load) (any, error) {
	return search(ctx, l, l.IDs())
}

func search(ctx context.Context, l *load.Load, shards []int) ([]int, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	hits := make(chan int)
	for _, shard := range shards {
		go func() {
			select {
			case hits <- l.Value(shard):
			case <-ctx.Done():
			}
		}()
	}
	var all []int
	for range shards {
		select {
		case hit := <-hits:
			all = append(all, hit)
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	return all, nil
}
