// shape: a mutex is held across the loop and taken in the work
// want: none (a lock is held across the loop)
// hangs: the first 16 wait for the lock

package mutexheld

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	return register(l, l.IDs()), nil
}

func register(l *load.Load, names []int) map[int]int {
	var mu sync.Mutex
	var wg sync.WaitGroup
	table := make(map[int]int)

	mu.Lock()
	for i, name := range names {
		table[name] = i
		wg.Add(1)
		go func() {
			defer wg.Done()
			v := l.Value(name)
			mu.Lock()
			defer mu.Unlock()
			table[name] += v
		}()
	}
	mu.Unlock()
	wg.Wait()
	return table
}
