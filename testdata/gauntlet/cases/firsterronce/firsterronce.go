// shape: the first error is kept by a sync.Once
// want: fix
// k: 16
// error: odd
// result: partial

package firsterronce

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	return nil, publish(l, l.IDs())
}

func publish(l *load.Load, events []int) error {
	var (
		wg    sync.WaitGroup
		once  sync.Once
		first error
	)
	for _, event := range events {
		wg.Add(1)
		go func(event int) {
			defer wg.Done()
			if err := l.Fail(event); err != nil {
				once.Do(func() { first = err })
			}
		}(event)
	}
	wg.Wait()
	return first
}
