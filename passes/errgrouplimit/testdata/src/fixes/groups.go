// Package fixes holds groups for what a fix makes of them: the golden beside a file is the
// file with all of them applied. A function that is the same there has none.
package fixes

import (
	"context"
	"os/exec"

	"golang.org/x/sync/errgroup"
)

func run(name string) error { return exec.Command(name).Run() }

// Commented has comments around the declaration.
func Commented(names []string) error {
	// all that is under way
	var g errgroup.Group // without a context

	// one by one
	for _, name := range names {
		g.Go(func() error { return run(name) }) // want "no limit found"
	}
	return g.Wait()
}

// Grouped declares its group among others.
func Grouped(names []string) error {
	var (
		n int
		g errgroup.Group // theirs
	)
	for _, name := range names {
		n++
		g.Go(func() error { return run(name) }) // want "no limit found"
	}
	return g.Wait()
}

// Two declares two at once, and adds to the second.
func Two(names []string) error {
	var first, second errgroup.Group
	first.Go(func() error { return nil })
	for _, name := range names {
		second.Go(func() error { return run(name) }) // want "no limit found"
	}
	if err := first.Wait(); err != nil {
		return err
	}
	return second.Wait()
}

// Pointer has a pointer to its group.
func Pointer(names []string) error {
	g := new(errgroup.Group)
	for _, name := range names {
		g.Go(func() error { return run(name) }) // want "no limit found"
	}
	return g.Wait()
}

// InIf declares it in the head of a statement: there is no line for a limit.
func InIf(ctx context.Context, names []string) error {
	if g, ctx := errgroup.WithContext(ctx); ctx.Err() == nil {
		for _, name := range names {
			g.Go(func() error { return run(name) }) // want "no limit found"
		}
		return g.Wait()
	}
	return nil
}

// SameLine has no line either.
func SameLine(names []string) error {
	var g errgroup.Group; var n int
	for _, name := range names {
		n++
		g.Go(func() error { return run(name) }) // want "no limit found"
	}
	return g.Wait()
}

// Both adds in two loops: one limit is for both.
func Both(names, more []string) error {
	g := errgroup.Group{}
	for _, name := range names {
		g.Go(func() error { return run(name) }) // want "no limit found"
	}
	for _, name := range more {
		g.Go(func() error { return run(name) }) // want "no limit found"
	}
	return g.Wait()
}

// Results are received after the loop.
func Results(names []string) (failed int) {
	var g errgroup.Group
	errs := make(chan error)
	for _, name := range names {
		g.Go(func() error { // want "no limit found"
			errs <- run(name)
			return nil
		})
	}
	go func() {
		g.Wait()
		close(errs)
	}()
	for err := range errs {
		if err != nil {
			failed++
		}
	}
	return failed
}

// Literal is a function without a name.
var Literal = func(names []string) error {
	var g errgroup.Group
	for _, name := range names {
		g.Go(func() error { return run(name) }) // want "no limit found"
	}
	return g.Wait()
}
