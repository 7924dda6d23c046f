// shape: the work calls methods of the element and hands it on
// want: fix
// k: 16
// order: free

package elementmethod

import (
	"context"
	"strconv"
	"sync"

	"gauntlet.example/load"
)

type page struct {
	id   int
	body string
}

func (p *page) load(l *load.Load) { p.body = strconv.Itoa(l.Value(p.id)) }

type index struct {
	mu    sync.Mutex
	words []string
}

func (ix *index) add(p *page) {
	ix.mu.Lock()
	defer ix.mu.Unlock()
	ix.words = append(ix.words, p.body)
}

func Run(_ context.Context, l *load.Load) (any, error) {
	var pages []*page
	for _, id := range l.IDs() {
		pages = append(pages, &page{id: id})
	}
	var ix index
	build(l, &ix, pages)
	return ix.words, nil
}

func build(l *load.Load, ix *index, pages []*page) {
	var wg sync.WaitGroup
	for _, p := range pages {
		wg.Go(func() {
			p.load(l)
			ix.add(p)
		})
	}
	wg.Wait()
}
