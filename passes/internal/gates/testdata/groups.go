package p

import (
	"context"
	"runtime"

	"golang.org/x/sync/errgroup"
)

func job() error { return nil }

func limited(xs []int, n int) {
	var g errgroup.Group
	g.SetLimit(8)
	for range xs {
		g.Go(job) //= group limit, constant
	}
	h, _ := errgroup.WithContext(context.Background())
	h.SetLimit(n)
	for range xs {
		h.Go(job) //= group limit, configured
	}
	p := new(errgroup.Group)
	p.SetLimit(runtime.NumCPU())
	for range xs {
		p.Go(job) //= group limit, processors
	}
}

func unlimited(xs []int) {
	var g errgroup.Group
	for range xs {
		g.Go(job) //= none
	}
	h, _ := errgroup.WithContext(context.Background())
	for range xs {
		h.TryGo(job) //= none
	}
}

func broken(xs []int) {
	var negative, zero, late, sized errgroup.Group
	negative.SetLimit(-1)
	for range xs {
		negative.Go(job) //= fake: a limit that means none
	}
	zero.SetLimit(0)
	for range xs {
		zero.Go(job) //= fake: zero limit
	}
	for range xs {
		late.Go(job) //= fake: limit set after the first spawn
	}
	late.SetLimit(8)
	sized.SetLimit(len(xs))
	for range xs {
		sized.Go(job) //= fake: as large as the data
	}
}

func undone(xs []int) {
	var g errgroup.Group
	g.SetLimit(8)
	g.SetLimit(-1)
	for range xs {
		g.Go(job) //= fake: a limit that means none
	}
}

func redone(xs []int) {
	var g errgroup.Group
	g.SetLimit(-1)
	g.SetLimit(8)
	for range xs {
		g.Go(job) //= group limit, constant
	}
}

// Whoever sets no limit has chosen to have none.
func optional(xs []int, n int) {
	var g errgroup.Group
	if n > 0 {
		g.SetLimit(n)
	}
	for range xs {
		g.Go(job) //= group limit, configured
	}
}

func clamped(xs []int) {
	var g errgroup.Group
	g.SetLimit(min(8, len(xs)))
	for range xs {
		g.Go(job) //= group limit, constant
	}
}

func parameter(g *errgroup.Group, xs []int) {
	for range xs {
		g.Go(job) //= group owned elsewhere
	}
}

type server struct {
	g errgroup.Group
	p *errgroup.Group
	q *errgroup.Group
}

func newServer(q *errgroup.Group) *server {
	s := &server{q: q}
	s.g.SetLimit(8)
	return s
}

func (s *server) field(xs []int) {
	for range xs {
		s.g.Go(job) //= group limit, constant
	}
	for range xs {
		s.p.Go(job) //= none
	}
	for range xs {
		s.q.Go(job) //= group owned elsewhere
	}
}

type embedding struct{ errgroup.Group }

func embedded(xs []int) {
	var e embedding
	e.SetLimit(8)
	for range xs {
		e.Go(job) //= group limit, constant
	}
}

func newLimited() *errgroup.Group {
	g := new(errgroup.Group)
	g.SetLimit(8)
	return g
}

func newUnlimited() *errgroup.Group { return new(errgroup.Group) }

func constructed(xs []int) {
	g := newLimited()
	for range xs {
		g.Go(job) //= group limit, unknown
	}
	h := newUnlimited()
	for range xs {
		h.Go(job) //= none
	}
}

func limit(g *errgroup.Group) { g.SetLimit(8) }

func name(g *errgroup.Group) {}

func handedOver(xs []int) {
	var g errgroup.Group
	limit(&g)
	for range xs {
		g.Go(job) //= group owned elsewhere
	}
	var h errgroup.Group
	name(&h)
	for range xs {
		h.Go(job) //= none
	}
}

func eachTurn(xss [][]int) {
	for _, xs := range xss {
		var g errgroup.Group
		for range xs {
			g.Go(job) //= none
		}
		_ = g.Wait()
	}
	for range xss {
		var g errgroup.Group
		g.Go(job) //= join in the iteration
		_ = g.Wait()
	}
}

// A semaphore does for a group too.
func semaphore(xs []int) {
	var g errgroup.Group
	sem := make(chan struct{}, 8)
	for range xs {
		sem <- struct{}{}
		g.Go(func() error { //= semaphore before the spawn, constant
			<-sem
			return nil
		})
	}
}

var global errgroup.Group

func init() { global.SetLimit(8) }

func globals(xs []int) {
	for range xs {
		global.Go(job) //= group limit, constant
	}
}
