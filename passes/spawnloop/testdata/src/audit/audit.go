// Package audit holds loops without a visible bound that are usually fine: they
// are reported at -level=audit and silent below.
package audit

import (
	"context"
	"flag"
	"net"
	"net/http"
	"os"
	"sync"
	"time"
)

func fetch(name string) error {
	resp, err := http.Get("http://localhost/" + name)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

type probe struct {
	name  string
	every time.Duration
}

// LongLived starts one endless loop per configured probe.
func LongLived(ctx context.Context, probes []probe) {
	for _, p := range probes {
		go func() { // want "no limit found"
			for {
				_ = fetch(p.name)
				select {
				case <-ctx.Done():
					return
				case <-time.After(p.every):
				}
			}
		}()
	}
}

func watch(ctx context.Context, p probe) {
	t := time.NewTicker(p.every)
	defer t.Stop()
	for {
		select {
		case <-t.C:
			_ = fetch(p.name)
		case <-ctx.Done():
			return
		}
	}
}

// LongLivedNamed has its endless loop in a function of this package.
func LongLivedNamed(ctx context.Context, probes map[string]probe) {
	for _, p := range probes {
		go watch(ctx, p) // want "no limit found"
	}
}

// LongLivedWaitGroup waits for all of the endless loops.
func LongLivedWaitGroup(ctx context.Context, probes []probe) {
	var wg sync.WaitGroup
	for _, p := range probes {
		wg.Go(func() { watch(ctx, p) }) // want "no limit found"
	}
	wg.Wait()
}

type component interface {
	Start(ctx context.Context) error
	Stop() error
}

// ComponentElements runs things that have a life of their own.
func ComponentElements(ctx context.Context, parts []component) {
	for _, c := range parts {
		go c.Start(ctx) // want "no limit found"
	}
}

type listener struct{ addr string }

// Run serves until the context ends.
func (l *listener) Run(ctx context.Context) error { return http.ListenAndServe(l.addr, nil) }

// Shutdown ends Run.
func (l *listener) Shutdown(ctx context.Context) error { return nil }

// ComponentStructs runs concrete components.
func ComponentStructs(ctx context.Context, ls []*listener) {
	for _, l := range ls {
		go func() { // want "no limit found"
			_ = l.Run(ctx)
		}()
	}
}

// StopCalls stops components, all at once.
func StopCalls(parts []component) {
	var wg sync.WaitGroup
	for _, c := range parts {
		wg.Add(1)
		go func() { // want "no limit found"
			defer wg.Done()
			_ = c.Stop()
		}()
	}
	wg.Wait()
}

// CloseCalls closes connections.
func CloseCalls(conns map[string]net.Conn) {
	for _, c := range conns {
		go c.Close() // want "no limit found"
	}
}

// ShutdownCalls shuts servers down.
func ShutdownCalls(ctx context.Context, servers []*http.Server) {
	var wg sync.WaitGroup
	for _, s := range servers {
		wg.Go(func() { _ = s.Shutdown(ctx) }) // want "no limit found"
	}
	wg.Wait()
}

type cluster struct {
	peers []string
	byID  map[int]string
}

// OwnFields ranges over what the receiver consists of.
func (c *cluster) OwnFields() {
	for _, peer := range c.peers {
		go fetch(peer) // want "no limit found"
	}
	for _, peer := range c.byID {
		go fetch(peer) // want "no limit found"
	}
}

// OwnFieldsCopied ranges over a copy made under a lock.
func (c *cluster) OwnFieldsCopied(mu *sync.Mutex) {
	mu.Lock()
	peers := c.peers
	mu.Unlock()
	for _, peer := range peers {
		go fetch(peer) // want "no limit found"
	}
}

type settings struct {
	Servers []string `toml:"servers"`
	Widgets []string `yaml:"widgets"`
	Hooks   []string `json:"hooks,omitempty"`
}

// ConfigTagged ranges over fields that a configuration file fills.
func ConfigTagged(cfg *settings) {
	for _, s := range cfg.Servers {
		go fetch(s) // want "no limit found"
	}
	for _, s := range cfg.Widgets {
		go fetch(s) // want "no limit found"
	}
	for _, s := range cfg.Hooks {
		go fetch(s) // want "no limit found"
	}
}

// AcceptLoop is what a server is.
func AcceptLoop(ln net.Listener, serve func(net.Conn)) error {
	for {
		conn, err := ln.Accept()
		if err != nil {
			return err
		}
		go serve(conn) // want "no limit found"
	}
}

// AcceptLoopTCP accepts on a concrete listener.
func AcceptLoopTCP(ln *net.TCPListener, serve func(net.Conn)) error {
	for {
		conn, err := ln.AcceptTCP()
		if err != nil {
			return err
		}
		go func() { // want "no limit found"
			defer conn.Close()
			serve(conn)
		}()
	}
}

// CommandArguments spawns per argument of the command.
func CommandArguments() {
	for _, name := range os.Args[1:] {
		go fetch(name) // want "no limit found"
	}
}

// FlagArguments does so behind the flags.
func FlagArguments() {
	for _, name := range flag.Args() {
		go fetch(name) // want "no limit found"
	}
	for i := range flag.NArg() {
		go fetch(flag.Arg(i)) // want "no limit found"
	}
}

// Variadic has its elements spelled out by callers, as a rule.
func Variadic(names ...string) {
	for _, name := range names {
		go fetch(name) // want "no limit found"
	}
}

// Race starts a second attempt when a timer fires, and receives results between.
func Race(fetch func(results chan<- error)) error {
	results := make(chan error)
	late := time.NewTimer(time.Second)
	for {
		select {
		case <-late.C:
			go fetch(results) // want "no limit found before the go statement$"
		case err := <-results:
			if err == nil {
				return nil
			}
			late.Reset(0)
		}
	}
}
