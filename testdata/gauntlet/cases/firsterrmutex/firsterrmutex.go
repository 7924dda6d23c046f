// shape: the first error is kept behind a mutex, with a named result
// want: fix
// k: 16
// error: odd

package firsterrmutex

import (
	"context"
	"fmt"
	"sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	n, err := syncAll(l, l.IDs())
	return n, err
}

func syncAll(l *load.Load, ids []int) (synced int, firstErr error) {
	var wg sync.WaitGroup
	var mu sync.Mutex
	for _, id := range ids {
		wg.Add(1)
		go func() {
			defer wg.Done()
			err := l.Fail(id)
			mu.Lock()
			defer mu.Unlock()
			if err != nil {
				if firstErr == nil {
					firstErr = fmt.Errorf("sync: %w", err)
				}
				return
			}
			synced++
		}()
	}
	wg.Wait()
	return synced, firstErr
}
