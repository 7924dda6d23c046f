package positive

import (
	"fmt"
	"net/http"
)

type store[T any] struct{ items []T }

func (s *store[T]) save(name string) { notify(name) }

func (s *store[T]) put(w http.ResponseWriter, r *http.Request) {
	go s.save(r.URL.Path) // want `^go per request of \(\*store\)\.put: can outlive the request`
}

func handle[T any](decode func(*http.Request) T) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		v := decode(r)
		go notify(fmt.Sprint(v)) // want `^go per request of a handler in handle: can outlive the request`
	}
}

func generic(w http.ResponseWriter, r *http.Request) {
	handle(func(r *http.Request) string { return r.URL.Path })(w, r)
}
