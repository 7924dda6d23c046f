package positive

import (
	"context"

	"golang.org/x/sync/errgroup"
)

type node struct {
	name        string
	children    []*node
	left, right *node
}

// RecursiveClosure calls Go on one group from the work of that group: a limit
// on it would hang.
func RecursiveClosure(root *node) error {
	var g errgroup.Group
	var walk func(n *node) error
	walk = func(n *node) error {
		for _, c := range n.children {
			g.Go(func() error { return walk(c) }) // want "no limit found"
		}
		return fetch(context.Background(), n.name)
	}
	if err := walk(root); err != nil {
		return err
	}
	return g.Wait()
}

// RecursiveWithoutLoop has no loop at all: the recursion is one.
func RecursiveWithoutLoop(root *node) error {
	var g errgroup.Group
	var walk func(n *node) error
	walk = func(n *node) error {
		if n == nil {
			return nil
		}
		g.Go(func() error { return walk(n.left) }) // want "no limit found"
		g.Go(func() error { return walk(n.right) })
		return fetch(context.Background(), n.name)
	}
	if err := walk(root); err != nil {
		return err
	}
	return g.Wait()
}

// RecursiveGroupPerCall has a group for each node of the tree.
func RecursiveGroupPerCall(n *node) error {
	var g errgroup.Group
	for _, c := range n.children {
		g.Go(func() error { return RecursiveGroupPerCall(c) }) // want "no limit found"
	}
	return g.Wait()
}

type walker struct{ g errgroup.Group }

func (w *walker) visit(n *node) error {
	for _, c := range n.children {
		w.g.Go(func() error { return w.visit(c) }) // want "no limit found"
	}
	return fetch(context.Background(), n.name)
}

// RecursiveMethod has the group in the receiver of the recursive method.
func RecursiveMethod(root *node) error {
	var w walker
	if err := w.visit(root); err != nil {
		return err
	}
	return w.g.Wait()
}
