package strong

import (
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
