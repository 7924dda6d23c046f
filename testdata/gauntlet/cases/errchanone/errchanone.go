// shape: a channel with room for one error, the others are dropped
// want: fix
// k: 16
// error: odd

package errchanone

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	ids := l.IDs()
	errc := make(chan error, 1)
	var wg sync.WaitGroup
	for _, id := range ids {
		wg.Go(func() {
			if err := l.Fail(id); err != nil {
				select {
				case errc <- err:
				default:
				}
			}
		})
	}
	wg.Wait()
	select {
	case err := <-errc:
		return nil, err
	default:
		return len(ids), nil
	}
}
