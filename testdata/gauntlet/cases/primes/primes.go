// shape: work that computes, all of it in sight; no import of runtime
// want: fix
// k: procs
// count: goroutines

package primes

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	return countPrimes(l.IDs()), nil
}

func countPrimes(blocks []int) []int {
	counts := make([]int, len(blocks))
	var wg sync.WaitGroup
	for i, block := range blocks {
		wg.Add(1)
		go func(lo, hi int) {
			defer wg.Done()
			for n := lo; n < hi; n++ {
				if isPrime(n) {
					counts[i]++
				}
			}
		}(block*4000, (block+1)*4000)
	}
	wg.Wait()
	return counts
}

func isPrime(n int) bool {
	if n < 2 {
		return false
	}
	for d := 2; d*d <= n; d++ {
		if n%d == 0 {
			return false
		}
	}
	return true
}
