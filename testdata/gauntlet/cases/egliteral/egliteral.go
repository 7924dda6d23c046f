// shape: address of a group literal, loop over a map
// want: fix
// k: 16

package egliteral

import (
	"context"
	"fmt"
	"sync"

	"gauntlet.example/load"
	"golang.org/x/sync/errgroup"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	hosts := make(map[string]int)
	for _, id := range l.IDs() {
		hosts[fmt.Sprint("host-", id)] = id
	}
	return ping(l, hosts)
}

func ping(l *load.Load, hosts map[string]int) (map[string]int, error) {
	eg := &errgroup.Group{}
	var mu sync.Mutex
	latency := make(map[string]int)
	for name, id := range hosts {
		eg.Go(func() error {
			ms := l.Value(id)
			mu.Lock()
			defer mu.Unlock()
			latency[name] = ms
			return nil
		})
	}
	return latency, eg.Wait()
}
