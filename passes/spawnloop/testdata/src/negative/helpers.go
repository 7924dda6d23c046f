// Package negative holds the loops that spawnloop is silent about at the
// default level: something bounds the work, and the function's name says what.
package negative

import "net/http"

type item struct {
	id   int
	name string
	tags []string
}

const most = 8

func fetch(name string) error {
	resp, err := http.Get("http://localhost/" + name)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func work(x item) { _ = fetch(x.name) }
