package gap

import (
	"context"

	"golang.org/x/sync/errgroup"
)

type node struct {
	name     string
	children []*node
}

func walk(ctx context.Context, g *errgroup.Group, n *node) error {
	for _, c := range n.children {
		g.Go(func() error { return walk(ctx, g, c) })
	}
	return fetch(ctx, n.name)
}

// RecursiveParameter hands its unlimited group to a function, as a parameter.
func RecursiveParameter(ctx context.Context, root *node) error {
	g, ctx := errgroup.WithContext(ctx)
	if err := walk(ctx, g, root); err != nil {
		return err
	}
	return g.Wait()
}

func fill(g *errgroup.Group, items []item) {
	for _, x := range items {
		g.Go(func() error { return work(x) })
	}
}

// ParameterOfOnlyCaller is the only caller of fill, and sets no limit.
func ParameterOfOnlyCaller(items []item) error {
	var g errgroup.Group
	fill(&g, items)
	return g.Wait()
}

// GroupInMap keeps its groups in a map.
func GroupInMap(items []item) {
	groups := map[string]*errgroup.Group{}
	for _, x := range items {
		if groups[x.name] == nil {
			groups[x.name] = new(errgroup.Group)
		}
		groups[x.name].Go(func() error { return work(x) })
	}
}

// LimitInOneBranch sets a limit on a path that most calls do not take.
func LimitInOneBranch(careful bool, items []item) error {
	var g errgroup.Group
	if careful {
		g.SetLimit(most)
	}
	for _, x := range items {
		g.Go(func() error { return work(x) })
	}
	return g.Wait()
}

func limitedTo(n int, items []item) error {
	var g errgroup.Group
	g.SetLimit(n)
	for _, x := range items {
		g.Go(func() error { return work(x) })
	}
	return g.Wait()
}

// LengthThroughParameter passes the length as the limit.
func LengthThroughParameter(items []item) error { return limitedTo(len(items), items) }

// ZeroMeansAll makes an unset limit the length: with another setting it limits.
func ZeroMeansAll(items []item, parallel int) error {
	if parallel == 0 {
		parallel = len(items)
	}
	var g errgroup.Group
	g.SetLimit(parallel)
	for _, x := range items {
		g.Go(func() error { return work(x) })
	}
	return g.Wait()
}

// MethodValue calls Go through a func.
func MethodValue(items []item) error {
	var g errgroup.Group
	start := g.Go
	for _, x := range items {
		start(func() error { return work(x) })
	}
	return g.Wait()
}

// LimitedRecursion limits the group of each call, and multiplies by the depth.
func LimitedRecursion(n *node) error {
	var g errgroup.Group
	g.SetLimit(most)
	for _, c := range n.children {
		g.Go(func() error { return LimitedRecursion(c) })
	}
	return g.Wait()
}
