package p

import (
	"context"
	"database/sql"
	"encoding/json"
	"net"
	"net/http"
	"os"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"
)

func work(x int) {}

func job() error { return nil }

func list() ([]int, error)

func joins(xs []int, wg *sync.WaitGroup, g *errgroup.Group, ch chan int) {
	for _, x := range xs {
		go work(x) //= Unjoined
	}
	for range xs {
		wg.Add(1)
		go func() { //= nothing
			defer wg.Done()
		}()
	}
	for range xs {
		wg.Go(func() {}) //= nothing
	}
	for range xs {
		g.Go(job) //= nothing
	}
	for range xs {
		go func() { ch <- 1 }() //= nothing
	}
}

func failedBound(xs []int, wg *sync.WaitGroup) {
	sem := make(chan struct{}, 8)
	for range xs {
		wg.Go(func() { //= FailedBound
			sem <- struct{}{}
			defer func() { <-sem }()
		})
	}
	full := make(chan struct{}, len(xs))
	for range xs {
		full <- struct{}{}
		go func() { //= FailedBound, Unjoined
			defer func() { <-full }()
		}()
	}
	// A rate is meant, and is no bound that failed.
	for _, x := range xs {
		time.Sleep(time.Second)
		go work(x) //= Unjoined
	}
}

func external(wg *sync.WaitGroup) {
	xs, _ := list()
	for range xs {
		wg.Go(func() {}) //= External
	}
	entries, _ := os.ReadDir(".")
	for range entries {
		wg.Go(func() {}) //= External
	}
}

func query(rows *sql.Rows, wg *sync.WaitGroup) {
	for rows.Next() {
		wg.Go(func() {}) //= External, Query
	}
}

func collected(rows *sql.Rows, wg *sync.WaitGroup) {
	var xs []int
	for rows.Next() {
		xs = append(xs, 1)
	}
	for range xs {
		wg.Go(func() {}) //= External
	}
}

func decoded(b []byte, wg *sync.WaitGroup) {
	var xs []int
	_ = json.Unmarshal(b, &xs)
	for range xs {
		wg.Go(func() {}) //= External
	}
}

func peer(w http.ResponseWriter, r *http.Request) {
	var wg sync.WaitGroup
	var xs []int
	_ = json.NewDecoder(r.Body).Decode(&xs)
	for range xs {
		wg.Go(func() {}) //= External, Peer
	}
	wg.Wait()
	go work(1) //= Unjoined, Detached
}

func message(ch chan int, wg *sync.WaitGroup) {
	for range ch {
		wg.Go(func() {}) //= Message
	}
}

func multiplied(xs, ys []int, wg *sync.WaitGroup) {
	for range xs {
		for range ys {
			wg.Go(func() {}) //= Multiplied
		}
	}
	for range 3 {
		for range ys {
			wg.Go(func() {}) //= nothing
		}
	}
}

func ticks(t *time.Ticker, ys []int, wg *sync.WaitGroup) {
	for range t.C {
		for range ys {
			wg.Go(func() {}) //= nothing
		}
	}
}

type peerConn struct{ name string }

func (p *peerConn) run() {}

func (p *peerConn) Close() error { return nil }

type server struct {
	peers []*peerConn
	names []string
	byKey map[string]*peerConn
}

var all []string

func (s *server) topology(wg *sync.WaitGroup) {
	for range s.names {
		wg.Go(func() {}) //= Topology
	}
	for range all {
		wg.Go(func() {}) //= Topology
	}
	names := append([]string(nil), s.names...)
	for range names {
		wg.Go(func() {}) //= Topology
	}
}

// The field of an argument is the caller's data.
func fields(s *server, wg *sync.WaitGroup) {
	for range s.names {
		wg.Go(func() {}) //= nothing
	}
}

func component(ps []*peerConn, wg *sync.WaitGroup) {
	for _, p := range ps {
		go p.run() //= Unjoined, Component
	}
	for _, p := range ps {
		wg.Go(func() { //= Component
			p.run()
		})
	}
	for _, p := range ps {
		wg.Go(p.run) //= Component
	}
	// Handed to somebody else it is a task.
	for _, p := range ps {
		wg.Go(func() { //= nothing
			handle(p)
		})
	}
	for _, p := range ps {
		wg.Go(func() { //= nothing
			p.run()
			handle(p)
		})
	}
}

func handle(p *peerConn) {}

func stops(ps []*peerConn, wg *sync.WaitGroup) {
	for _, p := range ps {
		wg.Go(func() { //= Component, Stops
			_ = p.Close()
		})
	}
	for _, p := range ps {
		wg.Go(func() { //= Component
			p.run()
			_ = p.Close()
		})
	}
}

type config struct {
	Names []string `yaml:"names"`
	Peers []string `json:"peers"`
	Rules []string `json:"rules" toml:"rules"`
}

func settings(c *config, v config, wg *sync.WaitGroup) {
	for range c.Names {
		wg.Go(func() {}) //= Settings
	}
	for range v.Names {
		wg.Go(func() {}) //= Settings
	}
	for range c.Peers {
		wg.Go(func() {}) //= nothing
	}
	for range c.Rules {
		wg.Go(func() {}) //= Settings
	}
}

func longLived(ctx context.Context, xs []int, t *time.Ticker, wg *sync.WaitGroup) {
	for range xs {
		wg.Go(func() { //= LongLived
			for {
				select {
				case <-t.C:
				case <-ctx.Done():
					return
				}
			}
		})
	}
	for range xs {
		go loop(ctx) //= Unjoined, LongLived
	}
	for range xs {
		wg.Go(func() { //= nothing
			for range 3 {
				<-t.C
			}
		})
	}
	for range xs {
		wg.Go(func() { //= nothing
			for r := range results() {
				work(r)
			}
		})
	}
}

func loop(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-time.After(time.Second):
		}
	}
}

func results() chan int

func waiter(ctx context.Context, xs []int, wg *sync.WaitGroup, stop chan struct{}) {
	for range xs {
		wg.Go(func() { //= Waiter
			<-ctx.Done()
			work(1)
		})
	}
	for range xs {
		wg.Go(func() { //= Waiter
			select {
			case <-stop:
			case <-ctx.Done():
			}
		})
	}
	for range xs {
		wg.Go(func() { //= nothing
			work(1)
			<-stop
		})
	}
}

func written(wg *sync.WaitGroup, xs ...int) {
	for range xs {
		wg.Go(func() {}) //= Written
	}
}

func arguments(wg *sync.WaitGroup) {
	for range os.Args[1:] {
		wg.Go(func() {}) //= CommandArgs
	}
}

func connections(l net.Listener, wg *sync.WaitGroup) {
	for {
		c, _ := l.Accept()
		wg.Go(func() { serve(c) }) //= Connections
	}
}

func serve(net.Conn) {}

func signals(t *time.Ticker, wg *sync.WaitGroup) {
	for range t.C {
		wg.Go(func() {}) //= Signals
	}
	for {
		wg.Go(func() {}) //= Signals
	}
}

func keyed(xs []string, wg *sync.WaitGroup) {
	seen := map[string]bool{}
	for _, x := range xs {
		if !seen[x] {
			seen[x] = true
			wg.Go(func() {}) //= Keyed
		}
	}
}

type claim struct{ errs chan error }

func (c *claim) Errors() <-chan error { return c.errs }

func search(name string) <-chan string { return nil }

// What an object hands out ends with it; what a call finds ends by itself.
func drains(claims []*claim, names []string) {
	for _, c := range claims {
		go func() { //= Unjoined, Component, LongLived
			for err := range c.Errors() {
				println(err)
			}
		}()
	}
	for _, name := range names {
		go func() { //= Unjoined
			for found := range search(name) {
				println(found)
			}
		}()
	}
}
