// Package negative holds the groups that errgrouplimit is silent about at the
// default level: the function's name says what limits them.
package negative

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
