// shape: dot import of package sync
// want: fix
// k: 16

package dotsync

import (
	"context"
	. "sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	var (
		wg     WaitGroup
		mu     Mutex
		values = make(map[int]int)
	)
	for _, id := range l.IDs() {
		wg.Add(1)
		go func() {
			defer wg.Done()
			v := l.Value(id)
			mu.Lock()
			defer mu.Unlock()
			values[id] = v
		}()
	}
	wg.Wait()
	return values, nil
}
