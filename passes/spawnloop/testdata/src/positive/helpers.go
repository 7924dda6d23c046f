// Package positive holds the loops that spawnloop reports at the default
// level. One function is one case; its name says which.
package positive

import (
	"errors"
	"net/http"
	"os"
	"strings"
	"sync"
)

type item struct {
	id   int
	name string
	tags []string
}

type node struct {
	next     *node
	children []*node
	name     string
}

var errEmpty = errors.New("empty")

// fetch stands for work that leaves the process.
func fetch(name string) error {
	resp, err := http.Get("http://localhost/" + name)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func work(x item) { _ = fetch(x.name) }

type service struct {
	mu    sync.Mutex
	count int
	slots chan struct{}
}

func (s *service) work(x item) { work(x) }

// list stands for any call that says how much there is, or fails.
func (s *service) list() ([]item, error) {
	if s.count == 0 {
		return nil, errEmpty
	}
	return readItems(s.count)
}

// readItems returns as many items as there are lines in a file.
func readItems(most int) ([]item, error) {
	data, err := os.ReadFile("items")
	if err != nil {
		return nil, err
	}
	var items []item
	for _, line := range strings.Split(string(data), "\n") {
		items = append(items, item{id: most, name: line})
	}
	return items, nil
}
