// shape: each import has a declaration of its own, and the work computes
// want: fix
// k: procs
// count: goroutines

package singleimports

import "context"
import "sync"
import "gauntlet.example/load"

func Run(_ context.Context, l *load.Load) (any, error) {
	return collatz(l.IDs()), nil
}

// collatz returns the longest way to 1 from a number of each block.
func collatz(blocks []int) []int {
	longest := make([]int, len(blocks))
	var wg sync.WaitGroup
	for i, block := range blocks {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for n := block*500 + 1; n <= block*500+500; n++ {
				steps := 0
				for m := n; m != 1; steps++ {
					if m%2 == 0 {
						m /= 2
					} else {
						m = 3*m + 1
					}
				}
				longest[i] = max(longest[i], steps)
			}
		}()
	}
	wg.Wait()
	return longest
}
