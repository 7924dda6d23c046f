package positive

import "golang.org/x/sync/errgroup"

// TryGoIgnored drops what does not fit, and does not know.
func TryGoIgnored(items []item) error {
	var g errgroup.Group
	g.SetLimit(most)
	for _, x := range items {
		g.TryGo(func() error { return work(x) }) // want "TryGo"
	}
	return g.Wait()
}

// TryGoBlank drops it on purpose, by the look of it.
func TryGoBlank(items []item) error {
	var g errgroup.Group
	g.SetLimit(most)
	for _, x := range items {
		_ = g.TryGo(func() error { return work(x) }) // want "TryGo"
	}
	return g.Wait()
}

type shift struct{ errgroup.Group }

// TryGoEmbedded drops it through a promoted method.
func TryGoEmbedded(c *shift, items []item) error {
	c.SetLimit(most)
	for _, x := range items {
		c.TryGo(func() error { return work(x) }) // want "TryGo"
	}
	return c.Wait()
}

// TryWithoutLimit is never turned away, and never held back.
func TryWithoutLimit(items []item) error {
	var g errgroup.Group
	for _, x := range items {
		_ = g.TryGo(func() error { return work(x) }) // want "TryGo"
	}
	return g.Wait()
}
