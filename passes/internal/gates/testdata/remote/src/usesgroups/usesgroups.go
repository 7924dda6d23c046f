// Package usesgroups has groups that another package makes or limits.
package usesgroups

import (
	"groups"

	"golang.org/x/sync/errgroup"
)

func job() error { return nil }

func made(xs []int) {
	g := groups.Limited()
	for range xs {
		g.Go(job) // want `^group limit, unknown$`
	}
	h := groups.Unlimited()
	for range xs {
		h.Go(job) // want `^none$`
	}
	i := groups.Unlimited()
	i.SetLimit(3)
	for range xs {
		i.Go(job) // want `^group limit, constant$`
	}
	j := groups.Limited()
	j.SetLimit(-1)
	for range xs {
		j.Go(job) // want `^fake: a limit that means none$`
	}
}

func set(xs []int) {
	var g, h, free errgroup.Group
	groups.Set(8, &g)
	for range xs {
		g.Go(job) // want `^group limit, unknown$`
	}
	groups.Look(&h)
	for range xs {
		h.Go(job) // want `^group owned elsewhere$`
	}
	for range xs {
		free.Go(job) // want `^none$`
	}
}

func fields(xs []int, p *groups.Pool, q *groups.Pointer, f *groups.Free) {
	for range xs {
		p.Go(job) // want `^group limit, unknown$`
	}
	for range xs {
		p.Second.Go(job) // want `^group owned elsewhere$`
	}
	for range xs {
		q.Go(job) // want `^group limit, unknown$`
	}
	for range xs {
		f.Go(job) // want `^group owned elsewhere$`
	}
	for range xs {
		groups.Shared.Go(job) // want `^group limit, unknown$`
	}
	for range xs {
		groups.Open.Go(job) // want `^group owned elsewhere$`
	}
}

type server struct {
	g *errgroup.Group
	h *errgroup.Group
	p *groups.Pool
}

func newServer() *server {
	return &server{g: groups.Limited(), h: groups.Unlimited(), p: groups.NewPool()}
}

func (s *server) stored(xs []int) {
	for range xs {
		s.g.Go(job) // want `^group limit, unknown$`
	}
	for range xs {
		s.h.Go(job) // want `^none$`
	}
	for range xs {
		s.p.Go(job) // want `^group limit, unknown$`
	}
}
