package positive

import gosync "sync"

// journal has the method names of a semaphore and only writes them down.
type journal struct{ lines []string }

func (j *journal) Write(s string) { j.lines = append(j.lines, s) }

// ShadowedSemaphore has a real semaphore and a local that hides it.
func ShadowedSemaphore(items []item) {
	sem := make(chan struct{}, most)
	defer close(sem)
	for _, x := range items {
		sem := &journal{}
		sem.Write(x.name)
		go work(x) // want "no limit found"
	}
}

// ShadowedSync hides the package name behind a variable that holds a real group.
func ShadowedSync(items []item) {
	var sync struct{ WaitGroup gosync.WaitGroup }
	for _, x := range items {
		sync.WaitGroup.Go(func() { work(x) }) // want "no limit found"
	}
	sync.WaitGroup.Wait()
}

// ShadowedItems hides the slice behind its own element.
func ShadowedItems(items []item) {
	for _, items := range items {
		go work(items) // want "no limit found"
	}
}

// ShadowedMin is not the builtin min and truncates nothing.
func ShadowedMin(items []item) {
	min := func(n, _ int) int { return n }
	for _, x := range items[:min(len(items), most)] {
		go work(x) // want "no limit found"
	}
}
