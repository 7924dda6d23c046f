// Package positive holds semaphores that limit nothing, and tokens that are lost.
package positive

import (
	"net/http"
)

const most = 8

type item struct{ name string }

func fetch(name string) error {
	resp, err := http.Get("https://example.com/" + name)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func work(x item) { _ = fetch(x.name) }

type service struct {
	slots chan struct{}
}

func newService(n int) *service { return &service{slots: make(chan struct{}, n)} }
