// Package strong holds what is reported at that level.
package strong

import (
	"context"
	"net/http"
)

type item struct{ name string }

func fetch(ctx context.Context, name string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "https://example.com/"+name, nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

var slots = make(chan struct{}, 8)

// Inside tried, in vain.
func Inside(w http.ResponseWriter, r *http.Request) {
	name := r.URL.Path
	go func() { // want `^goroutine per request of Inside: the semaphore is acquired inside it \(line \d+\), when it has started$`
		slots <- struct{}{}
		defer func() { <-slots }()
		_ = fetch(context.Background(), name)
	}()
}

type client struct{ slots chan struct{} }

func newClient() *client { return &client{slots: make(chan struct{}, 4)} }

// Leaves keeps its token when it fails.
func (c *client) Leaves(ctx context.Context, name string) error {
	c.slots <- struct{}{} // want `^the token of c\.slots is not given back on return at line \d+$`
	if err := fetch(ctx, name); err != nil {
		return err
	}
	<-c.slots
	return nil
}

// Chosen lets the client say how many, which is reported at level data.
func Chosen(w http.ResponseWriter, r *http.Request) {
	sem := make(chan struct{}, r.ContentLength)
	sem <- struct{}{}
	_ = fetch(r.Context(), "")
	<-sem
}
