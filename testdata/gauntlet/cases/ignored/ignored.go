// shape: a directive says that it is meant
// want: none (a person has said that it is meant)

package ignored

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	return startAll(l, l.IDs()), nil
}

func startAll(l *load.Load, regions []int) []int {
	up := make([]int, len(regions))
	var wg sync.WaitGroup
	//inflight:bounded one per region, and there are not many
	for i, region := range regions {
		wg.Add(1)
		go func() {
			defer wg.Done()
			up[i] = l.Value(region)
		}()
	}
	wg.Wait()
	return up
}
