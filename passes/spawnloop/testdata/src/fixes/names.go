package fixes

import "sync"

// sum only computes: as much of it as there are processors is of use.
func sum(n int) (total int) {
	for i := range n {
		total += i
	}
	return total
}

// Sums needs a package that is not imported.
func Sums(ns []int) {
	var wg sync.WaitGroup
	for i, n := range ns {
		wg.Go(func() { ns[i] = sum(n) }) // want "no limit found"
	}
	wg.Wait()
}

// MoreSums needs the same.
func MoreSums(ns []int) {
	var wg sync.WaitGroup
	for i, n := range ns {
		wg.Go(func() { ns[i] = sum(-n) }) // want "no limit found"
	}
	wg.Wait()
}

// Taken has its own names for what a fix declares, around the loop and in it.
func Taken(names []string) (sem int) {
	var wg sync.WaitGroup
	maxInFlight := "many"
	for _, name := range names {
		wg.Add(1)
		go func() { // want "no limit found"
			defer wg.Done()
			sem2 := name + maxInFlight
			run(sem2)
		}()
	}
	wg.Wait()
	return sem
}

// Made has another meaning for make.
func Made(names []string) {
	var wg sync.WaitGroup
	make := "it"
	for _, name := range names {
		wg.Go(func() { run(name + make) }) // want "no limit found"
	}
	wg.Wait()
}

type places uint8

// Declared has a limit already.
func Declared(names []string) {
	const maxInFlight places = 4
	var wg sync.WaitGroup
	for _, name := range names {
		wg.Go(func() { run(name) }) // want "no limit found"
	}
	wg.Wait()
}

// Jumps would jump over what a fix declares.
func Jumps(names []string) {
	var wg sync.WaitGroup
	if len(names) == 0 {
		goto wait
	}
	for _, name := range names {
		wg.Go(func() { run(name) }) // want "no limit found"
	}
wait:
	wg.Wait()
}
