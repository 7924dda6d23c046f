// shape: loops that are the first statement of a case, and of an else
// want: fix
// k: 16
// order: free

package caseloop

import (
	"context"
	"slices"
	"sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	ids := l.IDs()
	a := process(l, "all", ids)
	b := process(l, "reverse", ids)
	return append(a, b...), nil
}

func process(l *load.Load, mode string, ids []int) []int {
	values := make([]int, len(ids))
	var wg sync.WaitGroup
	if mode == "" {
		return nil
	} else {
		switch mode {
		case "all":
			for i, id := range ids {
				wg.Add(1)
				go func() {
					defer wg.Done()
					values[i] = l.Value(id)
				}()
			}
		case "reverse":
			// From the end.
			for i, id := range slices.Backward(ids) {
				wg.Add(1)
				go func() {
					defer wg.Done()
					values[i] = -l.Value(id)
				}()
			}
		}
	}
	wg.Wait()
	return values
}
