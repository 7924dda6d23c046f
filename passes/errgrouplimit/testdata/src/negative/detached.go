package negative

import "golang.org/x/sync/errgroup"

// DetachedAdd adds to the group from a goroutine that the work does not wait for:
// the work ends, and gives its place back.
func DetachedAdd(items []item) error {
	var g errgroup.Group
	g.SetLimit(2)
	for _, x := range items {
		g.Go(func() error {
			go g.Go(func() error { return work(x) })
			return nil
		})
	}
	return g.Wait()
}
