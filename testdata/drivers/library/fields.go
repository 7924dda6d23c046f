package library

import "golang.org/x/sync/errgroup"

// Runner has a limit wherever it comes from.
type Runner struct{ Group errgroup.Group }

func NewRunner() *Runner {
	r := new(Runner)
	r.Group.SetLimit(8)
	return r
}

// Crew promotes the methods of a group, which has a limit.
type Crew struct{ *errgroup.Group }

func NewCrew(n int) *Crew {
	c := &Crew{new(errgroup.Group)}
	c.SetLimit(n)
	return c
}
