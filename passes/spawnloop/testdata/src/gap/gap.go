// Package gap holds loops whose work has no bound and that spawnloop does not
// report today. The day one of them fires, move it to positive and say so in
// the docs.
package gap

import (
	"net/http"

	"limits"
)

type item struct {
	id   int
	name string
}

func fetch(name string) error {
	resp, err := http.Get("http://localhost/" + name)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func work(x item) { _ = fetch(x.name) }

type limiter interface {
	Acquire()
	Release()
}

// InterfaceLimiter may wait or may not: the implementation is out of sight.
func InterfaceLimiter(lim limiter, items []item) {
	for _, x := range items {
		lim.Acquire()
		go func() {
			defer lim.Release()
			work(x)
		}()
	}
}

type open struct{}

func (open) Acquire() {}
func (open) Release() {}

// NoOpLimiter calls, through a variable of interface type, an Acquire that
// does nothing: of an interface, only what spawns is looked up where there is one
// implementation, not what limits.
func NoOpLimiter(items []item) {
	var lim limiter = open{}
	for _, x := range items {
		lim.Acquire()
		go func() {
			defer lim.Release()
			work(x)
		}()
	}
}

// OtherPackageSize counts to a number that another package calculates.
func OtherPackageSize() {
	for i := 0; i < limits.Count(); i++ {
		go fetch("x")
	}
}

// LengthThroughParameter is a counted worker loop; its only caller counts items.
func LengthThroughParameter(n int) {
	for i := 0; i < n; i++ {
		go fetch("x")
	}
}

// CallLengthThroughParameter passes the length.
func CallLengthThroughParameter(items []item) { LengthThroughParameter(len(items)) }

func roomFor(items []item) int { return len(items) + 1 }

// CapacityThroughHelper has room for everything, and a function says so.
func CapacityThroughHelper(items []item) {
	sem := make(chan struct{}, roomFor(items))
	for _, x := range items {
		sem <- struct{}{}
		go func() {
			defer func() { <-sem }()
			work(x)
		}()
	}
}

// ZeroMeansAll makes an unset limit the length: with another setting it bounds.
func ZeroMeansAll(items []item, parallel int) {
	if parallel == 0 {
		parallel = len(items)
	}
	sem := make(chan struct{}, parallel)
	for _, x := range items {
		sem <- struct{}{}
		go func() {
			defer func() { <-sem }()
			work(x)
		}()
	}
}

// SemaphorePerKey has a semaphore per element, found in a map.
func SemaphorePerKey(items []item) {
	sems := map[int]chan struct{}{}
	for _, x := range items {
		if sems[x.id] == nil {
			sems[x.id] = make(chan struct{}, 1)
		}
		sem := sems[x.id]
		sem <- struct{}{}
		go func() {
			defer func() { <-sem }()
			work(x)
		}()
	}
}

// WorkerPerChannel ranges over a channel, as a worker does, but each has its own.
func WorkerPerChannel(items []item) {
	for _, x := range items {
		jobs := make(chan item, 1)
		jobs <- x
		close(jobs)
		go func() {
			for x := range jobs {
				work(x)
			}
		}()
	}
}

// ManyFuncs has func elements that a loop made, one per item.
func ManyFuncs(items []item) {
	var steps []func()
	for _, x := range items {
		steps = append(steps, func() { work(x) })
	}
	for _, step := range steps {
		go step()
	}
}

type starter struct{ start func(item) }

// FieldClosure calls a spawning closure through a field.
func FieldClosure(items []item) {
	s := starter{start: func(x item) { go work(x) }}
	for _, x := range items {
		s.start(x)
	}
}
