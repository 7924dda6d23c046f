package audit

import (
	"context"
	"flag"
	"net"
	"net/http"
	"os"
	"time"

	"golang.org/x/sync/errgroup"
)

// LongLived runs one endless loop per configured probe.
func LongLived(ctx context.Context, probes []item) error {
	g, ctx := errgroup.WithContext(ctx)
	for _, p := range probes {
		g.Go(func() error { // want "no limit found"
			for {
				if err := fetch(ctx, p.name); err != nil {
					return err
				}
				select {
				case <-ctx.Done():
					return ctx.Err()
				case <-time.After(time.Second):
				}
			}
		})
	}
	return g.Wait()
}

type component interface {
	Run(ctx context.Context) error
	Stop(ctx context.Context) error
}

// ComponentElements runs things that have a life of their own.
func ComponentElements(ctx context.Context, parts []component) error {
	g, ctx := errgroup.WithContext(ctx)
	for _, c := range parts {
		g.Go(func() error { return c.Run(ctx) }) // want "no limit found"
	}
	return g.Wait()
}

// StopCalls stops components.
func StopCalls(ctx context.Context, parts []component) error {
	var g errgroup.Group
	for _, c := range parts {
		g.Go(func() error { return c.Stop(ctx) }) // want "no limit found"
	}
	return g.Wait()
}

// CloseCalls closes connections, by a method value.
func CloseCalls(conns []net.Conn) error {
	var g errgroup.Group
	for _, c := range conns {
		g.Go(c.Close) // want "no limit found"
	}
	return g.Wait()
}

// ShutdownCalls shuts servers down.
func ShutdownCalls(ctx context.Context, servers map[string]*http.Server) error {
	var g errgroup.Group
	for _, s := range servers {
		g.Go(func() error { return s.Shutdown(ctx) }) // want "no limit found"
	}
	return g.Wait()
}

type cluster struct{ peers []string }

// OwnFields ranges over what the receiver consists of.
func (c *cluster) OwnFields(ctx context.Context) error {
	g, ctx := errgroup.WithContext(ctx)
	for _, peer := range c.peers {
		g.Go(func() error { return fetch(ctx, peer) }) // want "no limit found"
	}
	return g.Wait()
}

type settings struct {
	Servers []string `yaml:"servers"`
}

// ConfigTagged ranges over a field that a configuration file fills.
func ConfigTagged(ctx context.Context, cfg *settings) error {
	g, ctx := errgroup.WithContext(ctx)
	for _, s := range cfg.Servers {
		g.Go(func() error { return fetch(ctx, s) }) // want "no limit found"
	}
	return g.Wait()
}

// CommandArguments spawns per argument of the command.
func CommandArguments(ctx context.Context) error {
	g, ctx := errgroup.WithContext(ctx)
	for _, name := range os.Args[1:] {
		g.Go(func() error { return fetch(ctx, name) }) // want "no limit found"
	}
	return g.Wait()
}

// FlagArguments does so behind the flags.
func FlagArguments(ctx context.Context) error {
	g, ctx := errgroup.WithContext(ctx)
	for _, name := range flag.Args() {
		g.Go(func() error { return fetch(ctx, name) }) // want "no limit found"
	}
	return g.Wait()
}

// Variadic has its elements spelled out by callers, as a rule.
func Variadic(ctx context.Context, names ...string) error {
	g, ctx := errgroup.WithContext(ctx)
	for _, name := range names {
		g.Go(func() error { return fetch(ctx, name) }) // want "no limit found"
	}
	return g.Wait()
}

// DataLoop is reported at the default level and at this one.
func DataLoop(items []item) error {
	var g errgroup.Group
	for _, x := range items {
		g.Go(func() error { return work(x) }) // want "no limit found"
	}
	return g.Wait()
}

// Limited is silent at every level.
func Limited(ctx context.Context, names ...string) error {
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(most)
	for _, name := range names {
		g.Go(func() error { return fetch(ctx, name) })
	}
	return g.Wait()
}
