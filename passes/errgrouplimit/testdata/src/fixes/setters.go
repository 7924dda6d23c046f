package fixes

import "golang.org/x/sync/errgroup"

// Lifted says that there is no limit.
func Lifted(names []string) error {
	var g errgroup.Group
	g.SetLimit(-1) // all at once
	for _, name := range names {
		g.Go(func() error { return run(name) }) // want "SetLimit"
	}
	return g.Wait()
}

// LiftedLate says so when work is under way: a limit there would panic.
func LiftedLate(names []string) error {
	var g errgroup.Group
	g.Go(func() error { return run("first") })
	g.SetLimit(-1)
	for _, name := range names {
		g.Go(func() error { return run(name) }) // want "SetLimit"
	}
	return g.Wait()
}

// LiftedInTurn says so again and again.
func LiftedInTurn(names []string) error {
	var g errgroup.Group
	for _, name := range names {
		g.SetLimit(-1)
		g.Go(func() error { return run(name) }) // want "SetLimit"
	}
	return g.Wait()
}

// Roomy has room for all.
func Roomy(names []string) error {
	var g errgroup.Group
	g.SetLimit(len(names))
	for _, name := range names {
		g.Go(func() error { return run(name) }) // want "len\\("
	}
	return g.Wait()
}

// RoomyVariable would leave a variable that nobody uses.
func RoomyVariable(names []string) error {
	var g errgroup.Group
	n := len(names)
	g.SetLimit(n)
	for _, name := range names {
		g.Go(func() error { return run(name) }) // want "len\\("
	}
	return g.Wait()
}

const most = 8

// Late sets its limit when work is under way.
func Late(names []string) error {
	var g errgroup.Group
	for _, name := range names {
		g.Go(func() error { return run(name) }) // want "after the first"
	}
	g.SetLimit(most)
	return g.Wait()
}

// LateComment has something to say about it.
func LateComment(names []string) error {
	var g errgroup.Group
	for _, name := range names {
		g.Go(func() error { return run(name) }) // want "after the first"
	}
	// not too many
	g.SetLimit(most)
	return g.Wait()
}

// LateVariable sets one that is not known where the group is declared.
func LateVariable(names []string) error {
	var g errgroup.Group
	for _, name := range names {
		g.Go(func() error { return run(name) }) // want "after the first"
	}
	n := len(names) + 1
	g.SetLimit(n)
	return g.Wait()
}
