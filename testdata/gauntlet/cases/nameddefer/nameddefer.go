// shape: named results that deferred functions set
// want: fix
// k: 16

package nameddefer

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	return report(l, l.IDs())
}

func report(l *load.Load, ids []int) (summary string, err error) {
	var ok, failed atomic.Int64
	defer func() {
		summary = fmt.Sprintf("%d fine, %d failed", ok.Load(), failed.Load())
	}()
	var wg sync.WaitGroup
	for _, id := range ids {
		wg.Add(1)
		go func() {
			var err error
			defer wg.Done()
			defer func() {
				if err != nil {
					failed.Add(1)
				} else {
					ok.Add(1)
				}
			}()
			err = l.Fail(id)
		}()
	}
	wg.Wait()
	return
}
