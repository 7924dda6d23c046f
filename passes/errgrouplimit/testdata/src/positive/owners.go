package positive

import (
	"context"

	"golang.org/x/sync/errgroup"
)

// crew embeds a group: Go, SetLimit and Wait are promoted.
type crew struct {
	errgroup.Group
	name string
}

// Embedded calls a promoted Go.
func Embedded(items []item) error {
	var c crew
	for _, x := range items {
		c.Go(func() error { return work(x) }) // want "no limit found"
	}
	return c.Wait()
}

// runner has a group in a field; its constructor sets no limit.
type runner struct {
	g    *errgroup.Group
	name string
}

func newRunner(name string) *runner {
	return &runner{g: new(errgroup.Group), name: name}
}

// Field calls Go on a field that nothing limits.
func (r *runner) Field(items []item) error {
	for _, x := range items {
		r.g.Go(func() error { return work(x) }) // want "no limit found"
	}
	return r.g.Wait()
}

// StructLiteral puts the group in a literal on the spot.
func StructLiteral(items []item) error {
	r := runner{g: &errgroup.Group{}, name: "here"}
	for _, x := range items {
		r.g.Go(func() error { return work(x) }) // want "no limit found"
	}
	return r.g.Wait()
}

func unlimited(ctx context.Context) (*errgroup.Group, context.Context) {
	return errgroup.WithContext(ctx)
}

// FromHelper gets its group from a function of this package that sets no limit.
func FromHelper(ctx context.Context, items []item) error {
	g, ctx := unlimited(ctx)
	for _, x := range items {
		g.Go(func() error { return fetch(ctx, x.name) }) // want "no limit found"
	}
	return g.Wait()
}

// OtherGroupLimited limits one group and fills another.
func OtherGroupLimited(ctx context.Context, items []item) error {
	outer, ctx := errgroup.WithContext(ctx)
	outer.SetLimit(most)
	var inner errgroup.Group
	for _, x := range items {
		inner.Go(func() error { return fetch(ctx, x.name) }) // want "no limit found"
	}
	if err := inner.Wait(); err != nil {
		return err
	}
	return outer.Wait()
}

// ReplacedAfterLimit limits a group and then makes another in its place.
func ReplacedAfterLimit(ctx context.Context, items []item) error {
	g := new(errgroup.Group)
	g.SetLimit(most)
	g, ctx = errgroup.WithContext(ctx)
	for _, x := range items {
		g.Go(func() error { return fetch(ctx, x.name) }) // want "no limit found"
	}
	return g.Wait()
}

// ShadowedByInner limits the outer group; the loop uses the inner of that name.
func ShadowedByInner(items []item) error {
	var g errgroup.Group
	g.SetLimit(most)
	if len(items) > 0 {
		var g errgroup.Group
		for _, x := range items {
			g.Go(func() error { return work(x) }) // want "no limit found"
		}
		return g.Wait()
	}
	return g.Wait()
}
