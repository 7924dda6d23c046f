// Package fixes holds loops for what a fix makes of them: the golden beside a file is the
// file with all of them applied. A function that is the same there has none.
package fixes

import (
	"os/exec"
	"sync"
)

func run(name string) error { return exec.Command(name).Run() }

func runAll(wg *sync.WaitGroup, names ...string) {
	defer wg.Done()
	for _, name := range names {
		run(name)
	}
}

// Comments stay with what they are about.
func Comments(names []string) {
	// the group
	var wg sync.WaitGroup // of all

	// all of them
	//nolint:all
	for _, name := range names { // one by one
		// counted
		wg.Add(1) // first
		// started
		go func() { // want "no limit found"
			// told
			defer wg.Done() // at the end
			run(name)       // itself
			// done
		}() // here
		// next
	} // all
	// waited for
	wg.Wait() // here
}

// OneLine has a body on one line.
func OneLine(names []string) {
	var wg sync.WaitGroup
	for _, name := range names {
		wg.Add(1)
		go func() { defer wg.Done(); run(name) }() // want "no limit found"
	}
	wg.Wait()
}

// OneLineComment has a comment in it.
func OneLineComment(names []string) {
	var wg sync.WaitGroup
	for _, name := range names {
		wg.Add(1)
		go func() { defer wg.Done(); run(name) /* itself */ }() // want "no limit found"
	}
	wg.Wait()
}

// Counted adds all beforehand.
func Counted(names []string) {
	var wg sync.WaitGroup
	wg.Add(len(names))
	for _, name := range names {
		go func() { // want "no limit found"
			defer wg.Done()
			run(name)
		}()
	}
	wg.Wait()
}

// Labelled is left by a label.
func Labelled(groups [][]string) {
	var wg sync.WaitGroup
outer:
	for _, names := range groups {
		for _, name := range names {
			if name == "" {
				continue outer
			}
			wg.Go(func() { run(name) }) // want "no limit found"
		}
	}
	wg.Wait()
}

// Cases starts its work in branches, in loops that stand in branches.
func Cases(names []string, twice bool) {
	var wg sync.WaitGroup
	switch {
	case twice: // both
		for _, name := range names {
			if name == "" {
				wg.Add(1)
				go runAll(&wg) // want "no limit found"
			} else {
				wg.Add(1)
				go runAll(&wg, name, name)
			}
		}
	default:
		for _, name := range names {
			wg.Add(1)
			go runAll(&wg, name) // want "no limit found"
		}
	}
	wg.Wait()
}

type item struct{ name string }

func (it item) run(wg *sync.WaitGroup) { runAll(wg, it.name) }

// Changing has a go statement with values that are others later.
func Changing(items []item) {
	var wg sync.WaitGroup
	var last item
	for i := range items {
		last.name += items[i].name
		wg.Add(1)
		go last.run(&wg) // want "no limit found"
	}
	wg.Wait()
	for i := 0; i < len(items); i++ {
		wg.Add(1)
		go runAll(&wg, items[i].name) // want "no limit found"
	}
	wg.Wait()
	names := []string{"a"}
	for range items {
		wg.Add(1)
		go runAll(&wg, names...) // want "no limit found"
		names = append(names, "b")
	}
	wg.Wait()
}

// Results are received after the loop.
func Results(names []string) (failed int) {
	errs := make(chan error) // one each
	for _, name := range names {
		go func() { // want "no limit found"
			errs <- run(name)
		}()
	}
	for range names {
		if <-errs != nil {
			failed++
		}
	}
	return failed
}

// ResultsLater cannot say how many there are where the channel is made.
func ResultsLater(find func() []string) (failed int) {
	var names []string
	fill := func() { names = append(names, find()...) }
	errs := make(chan error)
	fill()
	for _, name := range names {
		go func() { // want "no limit found"
			errs <- run(name)
		}()
	}
	for range names {
		if <-errs != nil {
			failed++
		}
	}
	return failed
}

// Drained closes the channel in a goroutine.
func Drained(names []string) (failed int) {
	var wg sync.WaitGroup
	errs := make(chan error, len(names))
	for _, name := range names {
		wg.Add(1)
		go func() { // want "no limit found"
			defer wg.Done()
			errs <- run(name)
		}()
	}
	go func() {
		wg.Wait()
		close(errs)
	}()
	for err := range errs {
		if err != nil {
			failed++
		}
	}
	return failed
}

// Twice has two loops, with a limit each.
func Twice(names, more []string) {
	var wg sync.WaitGroup
	for _, name := range names {
		wg.Go(func() { run(name) }) // want "no limit found"
	}
	wg.Wait()
	if len(more) > 0 {
		for _, name := range more {
			wg.Go(func() { run(name) }) // want "no limit found"
		}
		wg.Wait()
	}
}

// Within waits in each turn of the loop around.
func Within(groups [][]string) {
	for _, names := range groups {
		var wg sync.WaitGroup
		for _, name := range names {
			wg.Go(func() { run(name) }) // want "no limit found"
		}
		wg.Wait()
	}
}

// Literal is a function without a name.
var Literal = func(names []string) {
	var wg sync.WaitGroup
	for _, name := range names {
		sem := name
		wg.Go(func() { run(sem) }) // want "no limit found"
	}
	wg.Wait()
}
