// Package actors has work that is written out in the program, in oklog/run, and
// work that runs until it is told to stop, in suture.
package actors

import (
	"context"

	"github.com/oklog/run"
	"github.com/thejerf/suture/v4"
)

func serve(ctx context.Context, addr string) error { return nil }

func written(ctx context.Context) error {
	var g run.Group
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	g.Add(func() error { return serve(ctx, ":80") }, func(error) { cancel() })
	g.Add(func() error { return serve(ctx, ":443") }, func(error) { cancel() })
	return g.Run()
}

// One actor for each address that somebody configured.
func configured(ctx context.Context, addrs []string) error {
	var g run.Group
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	for _, addr := range addrs {
		g.Add(func() error { return serve(ctx, addr) }, func(error) { cancel() })
	}
	return g.Run()
}

type listener struct{ addr string }

func (l *listener) Serve(ctx context.Context) error { return serve(ctx, l.addr) }

func supervised(ctx context.Context, addrs []string) error {
	s := suture.NewSimple("listeners")
	for _, addr := range addrs {
		s.Add(&listener{addr})
	}
	return s.Serve(ctx)
}
