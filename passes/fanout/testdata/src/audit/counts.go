package main

import (
	"runtime"
	"sync"
)

type config struct{ workers int }

// As many as are added are started.
func Workers(c *config, items []int) {
	in := make(chan int, c.workers)
	go func() {
		for _, x := range items {
			in <- x
		}
		close(in)
	}()
	var wg sync.WaitGroup
	wg.Add(c.workers)
	for range c.workers {
		go func() {
			defer wg.Done()
			for range in {
			}
		}()
	}
	wg.Wait()
}

// All workers can have failed before the last task is given.
func Fails(items []int, do func(int) error) {
	in := make(chan int)
	for range runtime.NumCPU() {
		go func() {
			for x := range in {
				if err := do(x); err != nil {
					return
				}
			}
		}()
	}
	for _, x := range items {
		in <- x // want `in: Fails can wait here when all work has ended, and nothing comes`
	}
	close(in)
}
