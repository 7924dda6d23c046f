package library

import (
	"context"

	"golang.org/x/sync/errgroup"
)

func NewGroup() *errgroup.Group { return new(errgroup.Group) }

func NewLimited(n int) *errgroup.Group {
	g := new(errgroup.Group)
	g.SetLimit(n)
	return g
}

func WithContext(ctx context.Context) (*errgroup.Group, context.Context) {
	return errgroup.WithContext(ctx)
}

func LimitedWithContext(ctx context.Context) (*errgroup.Group, context.Context) {
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(8)
	return g, ctx
}

// Limit sets a limit on a group of somebody else.
func Limit(g *errgroup.Group) { g.SetLimit(8) }
