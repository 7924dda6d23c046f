// Package groups makes and limits groups for other packages.
package groups

import "golang.org/x/sync/errgroup"

func Limited() *errgroup.Group {
	g := new(errgroup.Group)
	g.SetLimit(8)
	return g
}

func Unlimited() *errgroup.Group { return new(errgroup.Group) }

func Set(n int, g *errgroup.Group) { g.SetLimit(n) }

func Look(g *errgroup.Group) bool { return g != nil }

type Pool struct {
	errgroup.Group
	Second errgroup.Group
}

func NewPool() *Pool {
	p := &Pool{}
	p.SetLimit(8)
	return p
}

type Pointer struct{ *errgroup.Group }

func NewPointer() *Pointer {
	p := &Pointer{new(errgroup.Group)}
	p.SetLimit(8)
	return p
}

type Free struct{ errgroup.Group }

var Shared, Open errgroup.Group

func init() { Shared.SetLimit(4) }
