// shape: errors on a channel with room for all, looked at after Wait
// want: fix
// k: 16
// error: odd

package errchanfull

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	return nil, validate(l, l.IDs())
}

func validate(l *load.Load, records []int) error {
	errc := make(chan error, len(records))
	var wg sync.WaitGroup
	for _, record := range records {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if err := l.Fail(record); err != nil {
				errc <- err
			}
		}()
	}
	wg.Wait()
	close(errc)
	for err := range errc {
		if err != nil {
			return err
		}
	}
	return nil
}
