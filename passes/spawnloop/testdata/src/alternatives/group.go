package alternatives

import "golang.org/x/sync/errgroup"

func limited() error {
	var g errgroup.Group
	g.SetLimit(3)
	return g.Wait()
}
