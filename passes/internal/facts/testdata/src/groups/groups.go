// Package groups makes groups for other packages, and limits theirs.
package groups

import (
	"context"

	"golang.org/x/sync/errgroup"
)

func New() *errgroup.Group { // want New:"returns a group without a limit"
	return &errgroup.Group{}
}

func Declared() *errgroup.Group { // want Declared:"returns a group without a limit"
	var g errgroup.Group
	return &g
}

func WithContext(ctx context.Context) (*errgroup.Group, context.Context) { // want WithContext:"returns a group without a limit"
	return errgroup.WithContext(ctx)
}

func Limited(n int) *errgroup.Group { // want Limited:"returns a limited group"
	g := new(errgroup.Group)
	g.SetLimit(n)
	return g
}

func Again() *errgroup.Group { // want Again:"returns a limited group"
	return Limited(8)
}

func ByHelper() *errgroup.Group { // want ByHelper:"returns a limited group"
	g := new(errgroup.Group)
	Set(g)
	return g
}

func Set(g *errgroup.Group) { // want Set:"limits.0."
	g.SetLimit(8)
}

func SetToo(name string, g *errgroup.Group) { // want SetToo:"limits.1."
	Set(g)
}

var shared errgroup.Group

func Shared() *errgroup.Group { return &shared }

func Either(g *errgroup.Group) *errgroup.Group {
	if g != nil {
		return g
	}
	return new(errgroup.Group)
}

type Pool struct {
	errgroup.Group // want Group:"limited"
	Other          errgroup.Group
	own            errgroup.Group
}

func NewPool() *Pool {
	p := &Pool{}
	p.SetLimit(8)
	p.own.SetLimit(8)
	return p
}

var Workers errgroup.Group // want Workers:"limited"

func init() { Workers.SetLimit(4) }
