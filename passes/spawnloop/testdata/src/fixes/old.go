//go:build go1.21

package fixes

import "sync"

// OldVariable has one variable for all turns: what go evaluates is kept.
func OldVariable(names []string) {
	var wg sync.WaitGroup
	for _, name := range names {
		wg.Add(1)
		go runAll(&wg, name) // want "no limit found"
	}
	wg.Wait()
}
