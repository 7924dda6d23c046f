package strong

import "golang.org/x/sync/errgroup"

// LimitIsLen: the author tried to bound it, and took the length.
func LimitIsLen(items []item) error {
	var g errgroup.Group
	g.SetLimit(len(items))
	for _, x := range items {
		g.Go(func() error { return work(x) }) // want "len\\("
	}
	return g.Wait()
}

// LimitAfterLoop: the author tried to bound it, too late.
func LimitAfterLoop(items []item) error {
	var g errgroup.Group
	for _, x := range items {
		g.Go(func() error { return work(x) }) // want "after the first"
	}
	g.SetLimit(most)
	return g.Wait()
}

// LimitZero: nothing starts.
func LimitZero(items []item) error {
	var g errgroup.Group
	g.SetLimit(0)
	for _, x := range items {
		g.Go(func() error { return work(x) }) // want "SetLimit\\(0\\)"
	}
	return g.Wait()
}

// AcquiredInside: the author tried to bound it, inside.
func AcquiredInside(items []item) error {
	var g errgroup.Group
	sem := make(chan struct{}, most)
	for _, x := range items {
		g.Go(func() error { // want "inside"
			sem <- struct{}{}
			defer func() { <-sem }()
			return work(x)
		})
	}
	return g.Wait()
}

// TryGoIgnored: work is dropped.
func TryGoIgnored(items []item) error {
	var g errgroup.Group
	g.SetLimit(most)
	for _, x := range items {
		g.TryGo(func() error { return work(x) }) // want "TryGo"
	}
	return g.Wait()
}
