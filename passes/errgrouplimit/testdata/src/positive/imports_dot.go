package positive

import . "golang.org/x/sync/errgroup"

// DotImport has the name without its package.
func DotImport(items []item) error {
	var g Group
	for _, x := range items {
		g.Go(func() error { return work(x) }) // want "no limit found"
	}
	return g.Wait()
}
