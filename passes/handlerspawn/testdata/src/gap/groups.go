package gap

import (
	"net/http"

	"golang.org/x/sync/errgroup"
)

type pooled struct{ group errgroup.Group }

// Group adds to a group of the server, for which nobody waits here.
func (p *pooled) Group(w http.ResponseWriter, r *http.Request) {
	path := r.URL.Path
	p.group.Go(func() error { notify(path); return nil })
}

// Forgotten makes a group, and does not wait for it.
func Forgotten(w http.ResponseWriter, r *http.Request) {
	var group errgroup.Group
	path := r.URL.Path
	group.Go(func() error { notify(path); return nil })
}
