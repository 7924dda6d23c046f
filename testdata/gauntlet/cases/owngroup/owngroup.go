// shape: a crawler: the work of a group adds to the same group
// want: none (the work adds to its own group)
// order: free
// hangs: all that have a place wait for places for what they found

package owngroup

import (
	"context"
	"sync"

	"gauntlet.example/load"
	"golang.org/x/sync/errgroup"
)

type site struct {
	load *load.Load
	n    int

	mu   sync.Mutex
	seen []int
}

// links are the pages that a page names: a tree of n pages.
func (s *site) links(page int) []int {
	var links []int
	for i := page*5 + 1; i <= page*5+5 && i < s.n; i++ {
		links = append(links, i)
	}
	return links
}

func (s *site) crawl(g *errgroup.Group, page int) error {
	s.load.Do(page)
	for _, link := range s.links(page) {
		g.Go(func() error { return s.crawl(g, link) })
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.seen = append(s.seen, page)
	return nil
}

func Run(_ context.Context, l *load.Load) (any, error) {
	s := &site{load: l, n: l.N}
	var g errgroup.Group
	g.Go(func() error { return s.crawl(&g, 0) })
	err := g.Wait()
	return s.seen, err
}
