// shape: a server for each element, stopped after the loop
// want: none (the work goes on until it is stopped)
// hangs: the first 16 serve until they are stopped

package servers

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"gauntlet.example/load"
)

func Run(ctx context.Context, l *load.Load) (any, error) {
	return simulate(ctx, l, l.IDs())
}

func simulate(ctx context.Context, l *load.Load, nodes []int) (int64, error) {
	var heartbeats atomic.Int64
	stop := make(chan struct{})
	var wg sync.WaitGroup
	for _, node := range nodes {
		wg.Add(1)
		go func() {
			defer wg.Done()
			l.Do(node)
			heartbeats.Add(1)
			ticker := time.NewTicker(time.Second)
			defer ticker.Stop()
			for {
				select {
				case <-ticker.C:
					l.Do(node)
				case <-stop:
					return
				case <-ctx.Done():
					return
				}
			}
		}()
	}
	close(stop)
	wg.Wait()
	return heartbeats.Load(), nil
}
