// Package gap holds groups without a limit that errgrouplimit does not report
// today. The day one of them fires, move it to positive and say so in the docs.
package gap

import (
	"context"
	"net/http"
)

type item struct {
	id   int
	name string
	tags []string
}

const most = 8

func fetch(ctx context.Context, name string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://localhost/"+name, nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func work(x item) error { return fetch(context.Background(), x.name) }
