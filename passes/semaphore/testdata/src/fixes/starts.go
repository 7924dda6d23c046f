// Package fixes holds semaphores for what a fix makes of them: the golden beside a file is the
// file with all of them applied. A function that is the same there has none.
package fixes

import (
	"os/exec"
	"sync"
	"time"
)

func run(name string) error { return exec.Command(name).Run() }

// Inside takes a place when it has started.
func Inside(names []string) {
	var wg sync.WaitGroup
	places := make(chan struct{}, 8)
	for _, name := range names {
		wg.Add(1)
		go func() { // want "acquired inside"
			defer wg.Done()
			places <- struct{}{}
			defer func() { <-places }()
			run(name)
		}()
	}
	wg.Wait()
}

// InsideLate does something before.
func InsideLate(names []string) {
	var wg sync.WaitGroup
	places := make(chan struct{}, 8)
	for _, name := range names {
		wg.Add(1)
		go func() { // want "acquired inside"
			defer wg.Done()
			time.Sleep(time.Second)
			places <- struct{}{}
			defer func() { <-places }()
			run(name)
		}()
	}
	wg.Wait()
}

// Roomy has a place for each.
func Roomy(names []string) {
	var wg sync.WaitGroup
	places := make(chan struct{}, len(names)) // enough
	for _, name := range names {
		places <- struct{}{}
		wg.Add(1)
		go func() { // want "room for all"
			defer wg.Done()
			defer func() { <-places }()
			run(name)
		}()
	}
	wg.Wait()
}

// Shared has a semaphore that another loop takes from too.
func Shared(names, more []string) {
	var wg sync.WaitGroup
	places := make(chan struct{}, 8)
	for _, name := range names {
		wg.Add(1)
		go func() { // want "acquired inside"
			defer wg.Done()
			places <- struct{}{}
			defer func() { <-places }()
			run(name)
		}()
	}
	for _, name := range more {
		places <- struct{}{}
		wg.Add(1)
		go func() {
			defer wg.Done()
			defer func() { <-places }()
			run(name)
		}()
	}
	wg.Wait()
}

// Several starts two things in a turn: a place for one would hold the other back.
func Several(names []string) {
	var wg sync.WaitGroup
	places := make(chan struct{}, 8)
	for _, name := range names {
		wg.Add(2)
		go func() { // want "acquired inside"
			defer wg.Done()
			places <- struct{}{}
			defer func() { <-places }()
			run(name)
		}()
		go func() {
			defer wg.Done()
			run(name + ".log")
		}()
	}
	wg.Wait()
}
