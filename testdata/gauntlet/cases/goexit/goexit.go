// shape: the work ends by runtime.Goexit
// want: fix
// k: 16

package goexit

import (
	"context"
	"runtime"
	"sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	return sample(l, l.IDs()), nil
}

func sample(l *load.Load, sensors []int) []int {
	values := make([]int, len(sensors))
	var wg sync.WaitGroup
	for i, sensor := range sensors {
		wg.Add(1)
		go func() {
			defer wg.Done()
			v := l.Value(sensor)
			if sensor%6 == 0 {
				runtime.Goexit()
			}
			values[i] = v
		}()
	}
	wg.Wait()
	return values
}
