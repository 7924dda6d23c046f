package positive

import (
	gosync "sync"

	weights "golang.org/x/sync/semaphore"
)

// AliasImport calls Go on a wait group whose package has another name here.
func AliasImport(items []item) {
	var wg gosync.WaitGroup
	for _, x := range items {
		wg.Go(func() { work(x) }) // want "no limit found"
	}
	wg.Wait()
}

// AliasSemaphoreUnused holds a semaphore that nobody acquires.
func AliasSemaphoreUnused(items []item) {
	sem := weights.NewWeighted(most)
	for _, x := range items {
		go work(x) // want "no limit found"
	}
	_ = sem
}
