// shape: all work shares what a sync.Once sets up
// want: fix
// k: 16

package sharedonce

import (
	"context"
	"sync"
	"time"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	var (
		once  sync.Once
		token int
		opens int
	)
	login := func() int {
		once.Do(func() {
			time.Sleep(time.Millisecond)
			token = 42
			opens++
		})
		return token
	}
	ids := l.IDs()
	values := make([]int, len(ids))
	var wg sync.WaitGroup
	for i, id := range ids {
		wg.Add(1)
		go func() {
			defer wg.Done()
			values[i] = login() + l.Value(id)
		}()
	}
	wg.Wait()
	return append(values, opens), nil
}
