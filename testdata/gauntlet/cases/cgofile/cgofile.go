// shape: a file that cgo compiles
// want: none (the file is rewritten by cgo)

package cgofile

/*
static int twice(int n) { return 2 * n; }
*/
import "C"
import (
	"context"
	"sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	ids := l.IDs()
	values := make([]int, len(ids))
	var wg sync.WaitGroup
	for i, id := range ids {
		wg.Add(1)
		go func() {
			defer wg.Done()
			values[i] = int(C.twice(C.int(l.Value(id))))
		}()
	}
	wg.Wait()
	return values, nil
}
