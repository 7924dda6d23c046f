package positive

import (
	"golang.org/x/sync/errgroup"

	"limits"
)

type goer interface {
	Go(func() error)
	Wait() error
}

// InterfaceGroup calls Go through an interface, on a group that is in sight.
func InterfaceGroup(items []item) error {
	var g goer = new(errgroup.Group)
	for _, x := range items {
		g.Go(func() error { return work(x) }) // want `^g.Go per element of items \(parameter\): no limit found on group g$`
	}
	return g.Wait()
}

// LimitedSelf calls Go on a limited group from its own work: it hangs once all of
// the limit is doing so.
func LimitedSelf(root *node) error {
	var g errgroup.Group
	g.SetLimit(most)
	var visit func(n *node) error
	visit = func(n *node) error {
		for _, c := range n.children {
			g.Go(func() error { return visit(c) }) // want `^g.Go: its work adds to g too \(line \d+\) and waits for ever once all of the limit \(line \d+\) do$`
		}
		return nil
	}
	g.Go(func() error { return visit(root) })
	return g.Wait()
}

// UnlimitedSelf has no limit, and must not be told to set one.
func UnlimitedSelf(root *node) error {
	var g errgroup.Group
	var visit func(n *node) error
	visit = func(n *node) error {
		for _, c := range n.children {
			g.Go(func() error { return visit(c) }) // want `^g.Go per element of n.children: no limit found on group g; a limit can deadlock, the work adds to g \(line \d+\)$`
		}
		return nil
	}
	g.Go(func() error { return visit(root) })
	return g.Wait()
}

// OtherPackageUnlimited gets, from another package, a group without a limit.
func OtherPackageUnlimited(items []item) error {
	g := limits.Unlimited()
	for _, x := range items {
		g.Go(func() error { return work(x) }) // want `^g.Go per element of items \(parameter\): no limit found on group g$`
	}
	return g.Wait()
}
