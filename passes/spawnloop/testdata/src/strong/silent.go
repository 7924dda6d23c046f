package strong

import (
	"context"
	"math"
	"net"
	"sync"
)

// JoinedComputation is reported at the default level: a parameter, joined, pure.
func JoinedComputation(xs []float64) {
	var wg sync.WaitGroup
	for i := range xs {
		wg.Add(1)
		go func() {
			defer wg.Done()
			xs[i] = math.Sqrt(xs[i])
		}()
	}
	wg.Wait()
}

// JoinedMap is the same over a map.
func JoinedMap(byName map[string]*float64) {
	var wg sync.WaitGroup
	for _, x := range byName {
		wg.Go(func() { *x = math.Sqrt(*x) })
	}
	wg.Wait()
}

// AcceptLoop is for the audit level.
func AcceptLoop(ln net.Listener, serve func(net.Conn)) error {
	for {
		conn, err := ln.Accept()
		if err != nil {
			return err
		}
		go serve(conn)
	}
}

// ListedJoined is reported at the default level: a list call that can fail is as
// often a list of three regions as one of a million rows.
func ListedJoined(ctx context.Context, s store) error {
	items, err := s.List(ctx)
	if err != nil {
		return err
	}
	var wg sync.WaitGroup
	for _, x := range items {
		wg.Add(1)
		go func() {
			defer wg.Done()
			_ = fetch(ctx, x.name)
		}()
	}
	wg.Wait()
	return nil
}
