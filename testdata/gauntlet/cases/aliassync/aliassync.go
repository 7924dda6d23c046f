// shape: package sync has another name here, and sync is a variable
// want: fix
// k: 16

package aliassync

import (
	"context"
	stdsync "sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	ids := l.IDs()
	sync := make([]bool, len(ids)) // in sync with the other site
	var wg stdsync.WaitGroup
	for i, id := range ids {
		wg.Add(1)
		go func() {
			defer wg.Done()
			l.Do(id)
			sync[i] = id%2 == 0
		}()
	}
	wg.Wait()
	return sync, nil
}
