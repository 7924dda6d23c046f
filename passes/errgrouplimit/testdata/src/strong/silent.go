package strong

import (
	"context"
	"net"

	"golang.org/x/sync/errgroup"
)

// JoinedComputation is reported at the default level: a parameter, joined, pure.
func JoinedComputation(xs []int) error {
	var g errgroup.Group
	for i := range xs {
		g.Go(func() error {
			xs[i] *= xs[i]
			return nil
		})
	}
	return g.Wait()
}

// CloseCalls is for the audit level.
func CloseCalls(conns []net.Conn) error {
	var g errgroup.Group
	for _, c := range conns {
		g.Go(c.Close)
	}
	return g.Wait()
}

// Listed is reported at the default level: a list call that can fail is as often
// a list of three regions as one of a million rows.
func Listed(ctx context.Context, s store) error {
	items, err := s.List(ctx)
	if err != nil {
		return err
	}
	g, ctx := errgroup.WithContext(ctx)
	for _, x := range items {
		g.Go(func() error { return fetch(ctx, x.name) })
	}
	return g.Wait()
}
