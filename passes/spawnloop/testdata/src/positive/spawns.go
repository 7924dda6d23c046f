package positive

import (
	"cmp"
	"slices"
	"sync"
)

// MethodValue spawns a method.
func (s *service) MethodValue(items []item) {
	for _, x := range items {
		go s.work(x) // want "no limit found"
	}
}

// BoundMethodValue keeps the method in a variable first.
func (s *service) BoundMethodValue(items []item) {
	do := s.work
	for _, x := range items {
		go do(x) // want "no limit found"
	}
}

// ClosureVariableSpawned spawns a closure kept in a variable.
func ClosureVariableSpawned(items []item) {
	do := func(x item) { work(x) }
	for _, x := range items {
		go do(x) // want "no limit found"
	}
}

// ClosureVariableThatSpawns calls, in the loop, a closure with the go statement.
func ClosureVariableThatSpawns(items []item) {
	start := func(x item) {
		go work(x) // want "no limit found"
	}
	for _, x := range items {
		start(x)
	}
}

// ClosureCalledInLoop calls a literal on the spot.
func ClosureCalledInLoop(items []item) {
	for _, x := range items {
		func() {
			if x.id > 0 {
				go work(x) // want "no limit found"
			}
		}()
	}
}

// LoopInsideGoroutine is reported for the inner loop, not for the outer go.
func LoopInsideGoroutine(items []item) {
	go func() {
		for _, x := range items {
			go work(x) // want "no limit found"
		}
	}()
}

// LoopInsideStoredLiteral holds a whole loop in a literal that is returned.
func LoopInsideStoredLiteral(items []item) func() {
	return func() {
		for _, x := range items {
			go work(x) // want "no limit found"
		}
	}
}

// SpawnInsideSpawn has one goroutine start another: one report for the loop.
func SpawnInsideSpawn(items []item) {
	for _, x := range items {
		go func() { // want "no limit found"
			done := make(chan struct{})
			go func() {
				defer close(done)
				work(x)
			}()
			<-done
		}()
	}
}

// SeveralSpawns is one report, on the first; the others are named in it.
func SeveralSpawns(items []item) {
	for _, x := range items {
		go work(x) // want "no limit found"
		go fetch(x.name)
		if x.id > 0 {
			go fetch("again")
		}
	}
}

// WaitGroupGo is a spawn like any other.
func WaitGroupGo(items []item) {
	var wg sync.WaitGroup
	for _, x := range items {
		wg.Go(func() { work(x) }) // want "no limit found"
	}
	wg.Wait()
}

// MixedSpawns starts with a go statement and goes on with a wait group.
func MixedSpawns(items []item) {
	var wg sync.WaitGroup
	for _, x := range items {
		go fetch(x.name) // want "no limit found"
		wg.Go(func() { work(x) })
	}
	wg.Wait()
}

type crew struct {
	sync.WaitGroup
	name string
}

// EmbeddedWaitGroup calls a promoted Go.
func EmbeddedWaitGroup(items []item) {
	var c crew
	for _, x := range items {
		c.Go(func() { work(x) }) // want "no limit found"
	}
	c.Wait()
}

type embeddedPointer struct{ *crew }

// EmbeddedTwice is promoted through two types.
func EmbeddedTwice(e embeddedPointer, items []item) {
	for _, x := range items {
		e.Go(func() { work(x) }) // want "no limit found"
	}
}

// Generic spawns once per element of any slice.
func Generic[T any](items []T, do func(T)) {
	for _, x := range items {
		go do(x) // want "no limit found"
	}
}

// GenericSlice ranges over a type parameter.
func GenericSlice[S ~[]E, E cmp.Ordered](items S, do func(E)) {
	var wg sync.WaitGroup
	for _, x := range items {
		wg.Go(func() { do(x) }) // want "no limit found"
	}
	wg.Wait()
}

type queue[T any] struct{ names []T }

// GenericQueue drains a value of a generic type.
func GenericQueue[T any](q *queue[T], do func(*queue[T], T)) {
	for len(q.names) > 0 {
		x := q.names[0]
		q.names = q.names[1:]
		go do(q, x) // want "no limit found"
	}
}

// UseGeneric instantiates them: the report stays at the declaration.
func UseGeneric(items []item) {
	Generic(items, work)
	names := slices.Collect(func(yield func(string) bool) {
		for _, x := range items {
			if !yield(x.name) {
				return
			}
		}
	})
	GenericSlice(names, func(string) {})
}
