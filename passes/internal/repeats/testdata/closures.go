package p

import (
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"sync"

	"golang.org/x/sync/errgroup"
)

func work(...any) {}

func called(xs []int) {
	f := func() {
		go work() //= data: parameter xs
	}
	for range xs {
		f()
	}
	g := func() {
		go work() //= once
	}
	g()
	for range xs {
		func() {
			go work() //= data: parameter xs
		}()
	}
	h := func() {
		f()
		go work() //= data: parameter xs
	}
	for range xs {
		h()
	}
	defer func() {
		go work() //= once
	}()
}

// The work of another spawn begins a count of its own.
func spawned(xs []int) {
	for range xs {
		go func() { //= data: parameter xs
			go work() //= once
			for range 3 {
				go work() //= constant
			}
		}()
	}
	var g errgroup.Group
	for range xs {
		g.Go(func() error { //= data: parameter xs
			go work() //= once
			return nil
		})
	}
	var wg sync.WaitGroup
	for range xs {
		wg.Go(func() { //= data: parameter xs
			go work() //= once
		})
	}
}

func escaped() func() {
	return func() {
		go work() //= escapes, once
	}
}

func elsewhere(register func(func())) {
	register(func() {
		go work() //= escapes, once
	})
}

type server struct{ on func() }

func (s *server) set(xs []int) {
	s.on = func() {
		go work() //= escapes, once
		for range xs {
			go work() //= escapes, data: parameter xs
		}
	}
}

func once(xs []int, o *sync.Once) {
	for range xs {
		o.Do(func() {
			go work() //= once
		})
	}
}

func iterate(m *sync.Map) {
	m.Range(func(k, v any) bool {
		go work(k) //= data: iterator Range
		return true
	})
	_ = filepath.WalkDir(".", func(path string, _ fs.DirEntry, err error) error {
		go work(path) //= data: listing WalkDir
		return nil
	})
}

func each(xs []int, f func(int)) {
	for _, x := range xs {
		f(x)
	}
}

func thrice(f func()) {
	for range 3 {
		f()
	}
}

func apply(f func()) { f() }

func start(f func()) {
	go f() //= once
}

func callbacks(xs []int) {
	each(xs, func(x int) {
		go work(x) //= data: parameter xs < parameter xs
	})
	thrice(func() {
		go work() //= constant
	})
	apply(func() {
		go work() //= once
	})
	for range xs {
		apply(func() {
			go work() //= data: parameter xs
		})
	}
	start(func() { //= once
		go work() //= once
	})
}

func iterators(xs []int, m map[string]int, seq func(func(int) bool)) {
	for x := range seq {
		go work(x) //= data: parameter seq
	}
	for x := range seq {
		go work(x) //= once
		break
	}
	for x := range slices.Values(xs) {
		go work(x) //= data: parameter xs
	}
	for x := range maps.Keys(m) {
		go work(x) //= data: parameter m
	}
	for chunk := range slices.Chunk(xs, 10) {
		for range chunk {
			go work() //= data: parameter xs
		}
	}
	for range upTo(3) {
		go work() //= data: iterator
	}
	seq(func(int) bool {
		go work() //= data: parameter seq
		return true
	})
}

func upTo(n int) func(func(int) bool) {
	return func(yield func(int) bool) {
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}
