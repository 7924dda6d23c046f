// shape: the work of WaitGroup.Go panics
// want: fix
// k: 16
// crash: cannot open 250

package panicwggo

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	var wg sync.WaitGroup
	var opened atomic.Int64
	for _, id := range l.IDs() {
		wg.Go(func() {
			if l.Value(id); id == 250 {
				panic(fmt.Errorf("cannot open %d", id))
			}
			opened.Add(1)
		})
	}
	wg.Wait()
	return opened.Load(), nil
}
