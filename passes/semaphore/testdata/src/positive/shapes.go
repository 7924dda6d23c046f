package positive

import "golang.org/x/sync/semaphore"

var shared = make(chan struct{}, most)

// Nested keeps its token in a literal within a literal.
func Nested(items []item) {
	each := func(do func(item)) {
		for _, x := range items {
			do(x)
		}
	}
	each(func(x item) {
		run := func() {
			shared <- struct{}{} // want `^the token of shared is not given back on return at line 18$`
			if x.name == "" {
				return
			}
			work(x)
			<-shared
		}
		run()
	})
}

type list[T any] struct{ slots chan struct{} }

// Each is generic.
func (l *list[T]) Each(all []T, do func(T) error) error {
	for _, x := range all {
		l.slots <- struct{}{} // want `^the token of l\.slots is not given back on return at line 34$`
		if err := do(x); err != nil {
			return err
		}
		<-l.slots
	}
	return nil
}

// Shadowed has a variable by the name of the package, and a type by that of another.
func Shadowed(x item) {
	semaphore := semaphore.NewWeighted(1)
	semaphore.TryAcquire(1) // want `^the result of semaphore\.TryAcquire is ignored: it may have taken nothing, and line 46 gives back all the same$`
	work(x)
	semaphore.Release(1)
}

type semaphores struct{}

func (semaphores) Acquire(int) {}

func (semaphores) Release(int) {}

// Namesake has methods of such names, which limit nothing.
func Namesake(x item) {
	var sem semaphores
	sem.Acquire(1)
	if x.name == "" {
		return
	}
	sem.Release(1)
}
