// shape: loop over an iterator of the standard library in its head
// want: fix
// k: 16
// order: free

package lineseq

import (
	"context"
	"fmt"
	"strings"
	"sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	var text strings.Builder
	for _, id := range l.IDs() {
		fmt.Fprintf(&text, "%d\n", id)
	}
	var wg sync.WaitGroup
	var seen sync.Map
	for line := range strings.Lines(text.String()) {
		wg.Go(func() {
			var id int
			fmt.Sscan(line, &id)
			seen.Store(id, l.Value(id))
		})
	}
	wg.Wait()
	var values []int
	seen.Range(func(_, value any) bool {
		values = append(values, value.(int))
		return true
	})
	return values, nil
}
