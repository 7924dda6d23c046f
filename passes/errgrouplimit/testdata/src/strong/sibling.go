package strong

import "golang.org/x/sync/errgroup"

// SiblingLimited is limited.
func SiblingLimited(items []item) error {
	var g errgroup.Group
	g.SetLimit(most)
	for _, x := range items {
		g.Go(func() error { return work(x) })
	}
	return g.Wait()
}

// SiblingForgotten: its sibling above is limited, the body does I/O.
func SiblingForgotten(items []item) error {
	var g errgroup.Group
	for _, x := range items {
		g.Go(func() error { return work(x) }) // want "no limit found"
	}
	return g.Wait()
}
