package fixes

import "sync"

// Runtime has another meaning for its name.
func Runtime(ns []int) {
	var wg sync.WaitGroup
	runtime := 3
	for i, n := range ns {
		wg.Go(func() { ns[i] = sum(n * runtime) }) // want "no limit found"
	}
	wg.Wait()
}
