package negative

import (
	"context"

	"golang.org/x/sync/errgroup"

	"limits"
)

type crew struct {
	errgroup.Group
	name string
}

// EmbeddedLimited limits through the embedding type.
func EmbeddedLimited(items []item) error {
	var c crew
	c.SetLimit(most)
	for _, x := range items {
		c.Go(func() error { return work(x) })
	}
	return c.Wait()
}

// EmbeddedLimitedByField limits the embedded field by its name.
func EmbeddedLimitedByField(items []item) error {
	c := &crew{name: "b"}
	c.Group.SetLimit(most)
	for _, x := range items {
		c.Go(func() error { return work(x) })
	}
	return c.Wait()
}

// Parameter is the caller's business.
func Parameter(g *errgroup.Group, items []item) {
	for _, x := range items {
		g.Go(func() error { return work(x) })
	}
}

type goer interface{ Go(func() error) }

// InterfaceParameter is the caller's business, and of any type.
func InterfaceParameter(g goer, items []item) {
	for _, x := range items {
		g.Go(func() error { return work(x) })
	}
}

type runner struct{ g *errgroup.Group }

func newRunner(k int) *runner {
	r := &runner{g: new(errgroup.Group)}
	r.g.SetLimit(k)
	return r
}

// Field is limited in the constructor.
func (r *runner) Field(items []item) {
	for _, x := range items {
		r.g.Go(func() error { return work(x) })
	}
}

type lateRunner struct{ g errgroup.Group }

func (r *lateRunner) setUp() { r.g.SetLimit(most) }

// Field is limited in another method of the type.
func (r *lateRunner) Field(items []item) {
	for _, x := range items {
		r.g.Go(func() error { return work(x) })
	}
}

type given struct{ group *errgroup.Group }

func newGiven(g *errgroup.Group) *given { return &given{group: g} }

// Field was given to the constructor: who made it knows its limit.
func (r *given) Field(items []item) {
	for _, x := range items {
		r.group.Go(func() error { return work(x) })
	}
}

// StructLiteral puts a limited group in a literal.
func StructLiteral(items []item) error {
	var g errgroup.Group
	g.SetLimit(most)
	r := runner{g: &g}
	for _, x := range items {
		r.g.Go(func() error { return work(x) })
	}
	return r.g.Wait()
}

func limited(ctx context.Context) (*errgroup.Group, context.Context) {
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(most)
	return g, ctx
}

// FromHelper gets its group from a function of this package, limited.
func FromHelper(ctx context.Context, items []item) error {
	g, ctx := limited(ctx)
	for _, x := range items {
		g.Go(func() error { return fetch(ctx, x.name) })
	}
	return g.Wait()
}

// FromOtherPackage gets it from another package, limited.
func FromOtherPackage(items []item) error {
	g := limits.Group()
	for _, x := range items {
		g.Go(func() error { return work(x) })
	}
	return g.Wait()
}

var shared = func() *errgroup.Group {
	g := new(errgroup.Group)
	g.SetLimit(most)
	return g
}()

// PackageVariable is limited where it is made.
func PackageVariable(items []item) {
	for _, x := range items {
		shared.Go(func() error { return work(x) })
	}
}
