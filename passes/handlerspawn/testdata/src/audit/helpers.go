package audit

import (
	"context"
	"net/http"
)

// fetch is work that can take long, and that ends with its context.
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

// notify is work that can take long, whatever happens meanwhile.
func notify(name string) {
	if resp, err := http.Get("http://localhost/" + name); err == nil {
		resp.Body.Close()
	}
}
