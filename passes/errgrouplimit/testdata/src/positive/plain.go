package positive

import (
	"bufio"
	"context"
	"io"
	"io/fs"
	"iter"
	"path/filepath"
	"sync"

	"golang.org/x/sync/errgroup"
)

// ZeroGroup has the limit that a zero value has: none.
func ZeroGroup(items []item) error {
	var g errgroup.Group
	for _, x := range items {
		g.Go(func() error { return work(x) }) // want "no limit found"
	}
	return g.Wait()
}

// CancelOnly adds cancellation, and no limit.
func CancelOnly(ctx context.Context, items []item) error {
	g, ctx := errgroup.WithContext(ctx)
	for _, x := range items {
		g.Go(func() error { // want "no limit found"
			return fetch(ctx, x.name)
		})
	}
	return g.Wait()
}

// NewGroup allocates it.
func NewGroup(byName map[string]item) error {
	g := new(errgroup.Group)
	for _, x := range byName {
		g.Go(func() error { return work(x) }) // want "no limit found"
	}
	return g.Wait()
}

// LiteralGroup writes it as a literal.
func LiteralGroup(in <-chan item) error {
	g := &errgroup.Group{}
	for x := range in {
		g.Go(func() error { return work(x) }) // want "no limit found"
	}
	return g.Wait()
}

// ForLen counts to a length.
func ForLen(items []item) error {
	var g errgroup.Group
	for i := 0; i < len(items); i++ {
		g.Go(func() error { return work(items[i]) }) // want "no limit found"
	}
	return g.Wait()
}

// Nested has one group around two loops.
func Nested(items []item) error {
	var g errgroup.Group
	for _, x := range items {
		for _, tag := range x.tags {
			g.Go(func() error { return fetch(context.Background(), tag) }) // want "no limit found"
		}
	}
	return g.Wait()
}

// GroupPerIteration has a new group each round, each as large as the data.
func GroupPerIteration(items []item) error {
	for _, x := range items {
		var g errgroup.Group
		for _, tag := range x.tags {
			g.Go(func() error { return fetch(context.Background(), tag) }) // want "no limit found"
		}
		if err := g.Wait(); err != nil {
			return err
		}
	}
	return nil
}

// Several calls Go twice in a loop: one report, the other is named in it.
func Several(ctx context.Context, items []item) error {
	g, ctx := errgroup.WithContext(ctx)
	for _, x := range items {
		g.Go(func() error { return work(x) }) // want "no limit found"
		g.Go(func() error { return fetch(ctx, x.name) })
	}
	return g.Wait()
}

// Scanner spawns once per line.
func Scanner(r io.Reader) error {
	var g errgroup.Group
	sc := bufio.NewScanner(r)
	for sc.Scan() {
		name := sc.Text()
		g.Go(func() error { return fetch(context.Background(), name) }) // want "no limit found"
	}
	return g.Wait()
}

// WalkDir calls Go in a callback that is a loop.
func WalkDir(root string) error {
	var g errgroup.Group
	err := filepath.WalkDir(root, func(path string, _ fs.DirEntry, err error) error {
		g.Go(func() error { return fetch(context.Background(), path) }) // want "no limit found"
		return err
	})
	if err != nil {
		return err
	}
	return g.Wait()
}

// SyncMapRange does so for the entries of a map.
func SyncMapRange(m *sync.Map) error {
	var g errgroup.Group
	m.Range(func(key, _ any) bool {
		g.Go(func() error { return fetch(context.Background(), key.(string)) }) // want "no limit found"
		return true
	})
	return g.Wait()
}

// RangeFunc ranges over an iterator.
func RangeFunc(seq iter.Seq[item]) error {
	var g errgroup.Group
	for x := range seq {
		g.Go(func() error { return work(x) }) // want "no limit found"
	}
	return g.Wait()
}

// ClosureCallsGo calls Go in a closure that the loop calls.
func ClosureCallsGo(items []item) error {
	var g errgroup.Group
	start := func(x item) {
		g.Go(func() error { return work(x) }) // want "no limit found"
	}
	for _, x := range items {
		start(x)
	}
	return g.Wait()
}

// LoopInLiteral runs the loop in a goroutine of its own.
func LoopInLiteral(items []item) error {
	var g errgroup.Group
	g.Go(func() error {
		for _, x := range items {
			g.Go(func() error { return work(x) }) // want "no limit found"
		}
		return nil
	})
	return g.Wait()
}

// Generic spawns once per element of any slice.
func Generic[T any](items []T, do func(T) error) error {
	var g errgroup.Group
	for _, x := range items {
		g.Go(func() error { return do(x) }) // want "no limit found"
	}
	return g.Wait()
}
