// shape: the loop returns early, before the wait
// want: fix
// k: 16
// error: other
// leaves: work

package earlyreturn

import (
	"context"
	"fmt"
	"sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	return nil, install(l, l.IDs())
}

func install(l *load.Load, packages []int) error {
	var wg sync.WaitGroup
	for _, p := range packages {
		if p >= 470 {
			return fmt.Errorf("package %d has no version", p)
		}
		wg.Add(1)
		go func() {
			defer wg.Done()
			l.Do(p)
		}()
	}
	wg.Wait()
	return nil
}
