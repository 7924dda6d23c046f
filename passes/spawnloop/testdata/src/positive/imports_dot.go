package positive

import . "sync"

// DotImport has the name without its package.
func DotImport(items []item) {
	var wg WaitGroup
	for _, x := range items {
		wg.Go(func() { work(x) }) // want "no limit found"
	}
	wg.Wait()
}
