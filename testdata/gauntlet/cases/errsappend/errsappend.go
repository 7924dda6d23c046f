// shape: errors appended behind a mutex and joined
// want: fix
// k: 16
// error: odd
// message: equal

package errsappend

import (
	"context"
	"errors"
	"sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	var (
		mu   sync.Mutex
		errs []error
		wg   sync.WaitGroup
	)
	for _, id := range l.IDs() {
		wg.Add(1)
		go func() {
			defer func() {
				wg.Done()
			}()
			if err := l.Fail(id); err != nil {
				mu.Lock()
				errs = append(errs, err)
				mu.Unlock()
			}
		}()
	}
	wg.Wait()
	return nil, errors.Join(errs...)
}
