// shape: work for the same key is done once, those who come later wait for it
// want: may (who comes later waits for who came first)
// k: 16

package flight

import (
	"context"
	"fmt"
	"sync"

	"gauntlet.example/load"
	"golang.org/x/sync/singleflight"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	return fetch(l, l.IDs())
}

func fetch(l *load.Load, ids []int) ([]int, error) {
	var flights singleflight.Group
	values := make([]int, len(ids))
	var wg sync.WaitGroup
	for i, id := range ids {
		wg.Add(1)
		go func() {
			defer wg.Done()
			l.Enter()
			defer l.Leave()
			v, _, _ := flights.Do(fmt.Sprint(id/3), func() (any, error) {
				return id / 3 * 10, nil
			})
			values[i] = v.(int)
		}()
	}
	wg.Wait()
	return values, nil
}
