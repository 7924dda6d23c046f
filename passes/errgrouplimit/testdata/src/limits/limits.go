// Package limits is an in-house limiter in another package: what a check
// learns about it, it learns from facts.
package limits

import "golang.org/x/sync/errgroup"

// Gate lets k holders in at a time.
type Gate struct{ slots chan struct{} }

// New returns a Gate for k holders.
func New(k int) *Gate { return &Gate{slots: make(chan struct{}, k)} }

// Take waits for a place.
func (g *Gate) Take() { g.slots <- struct{}{} }

// Give leaves the place.
func (g *Gate) Give() { <-g.slots }

// Group returns a group that is limited.
func Group() *errgroup.Group {
	g := new(errgroup.Group)
	g.SetLimit(4)
	return g
}

// Unlimited returns a group that is not.
func Unlimited() *errgroup.Group { return new(errgroup.Group) }
