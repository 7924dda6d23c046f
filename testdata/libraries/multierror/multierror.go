// Package multierror has work in the group of hashicorp/go-multierror, which can
// have no limit.
package multierror

import "github.com/hashicorp/go-multierror"

func fetch(string) error { return nil }

func unlimited(ids []string) error {
	var g multierror.Group
	for _, id := range ids {
		g.Go(func() error { return fetch(id) }) // want spawnloop:"^g\.Go per element of ids \(parameter\): no limit found before g\.Go"
	}
	return g.Wait().ErrorOrNil()
}

func limited(ids []string) error {
	var g multierror.Group
	sem := make(chan struct{}, 8)
	for _, id := range ids {
		sem <- struct{}{}
		g.Go(func() error {
			defer func() { <-sem }()
			return fetch(id)
		})
	}
	return g.Wait().ErrorOrNil()
}

func pair(a, b string) error {
	var g multierror.Group
	g.Go(func() error { return fetch(a) })
	g.Go(func() error { return fetch(b) })
	return g.Wait().ErrorOrNil()
}

// One group an element, and each is waited for.
func inTurn(ids []string) error {
	for _, id := range ids {
		var g multierror.Group
		g.Go(func() error { return fetch(id) })
		if err := g.Wait(); err != nil {
			return err
		}
	}
	return nil
}
