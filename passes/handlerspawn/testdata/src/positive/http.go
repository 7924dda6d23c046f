// Package positive holds handlers that leave work behind.
package positive

import (
	"fmt"
	"net/http"
	"strings"
)

type server struct {
	mux   *http.ServeMux
	names []string
}

// Function is a handler.
func Function(w http.ResponseWriter, r *http.Request) {
	go notify(r.URL.Path) // want `^go per request of Function: can outlive the request, no limit found before the go statement$`
	w.WriteHeader(http.StatusAccepted)
}

func (s *server) upload(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	go func() { // want `^go per request of \(\*server\)\.upload: can outlive the request, no limit found before the go statement$`
		notify(name)
	}()
}

type byValue struct{}

func (byValue) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	go notify(r.URL.Path) // want `^go per request of byValue\.ServeHTTP: can outlive the request, no limit found`
}

func (s *server) remove(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodDelete {
		http.Error(w, "no", http.StatusMethodNotAllowed)
		return
	}
	name := r.PathValue("name")
	if name == "" {
		go notify("all") // want `^go per request of \(\*server\)\.remove: can outlive the request`
	} else {
		go notify(name) // want `^go per request of \(\*server\)\.remove: can outlive the request`
	}
}

// routes registers method values and closures.
func (s *server) routes() {
	s.mux.HandleFunc("/upload", s.upload)
	s.mux.HandleFunc("/remove", s.remove)
	s.mux.Handle("/value", byValue{})
	s.mux.HandleFunc("/closure", func(w http.ResponseWriter, r *http.Request) {
		go notify(r.URL.Path) // want `^go per request of a handler in \(\*server\)\.routes: can outlive the request, no limit found`
	})
	local := func(w http.ResponseWriter, _ *http.Request) {
		go notify(s.names[0]) // want `^go per request of a handler in \(\*server\)\.routes: can outlive`
		fmt.Fprintln(w, "ok")
	}
	s.mux.HandleFunc("/local", local)
}

// ping is a handler without a declaration of its own.
var ping = func(w http.ResponseWriter, r *http.Request) {
	go notify("ping") // want `^go per request of a handler in ping: can outlive the request, no limit found`
}

// Logged wraps a handler.
func Logged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		next.ServeHTTP(w, r)
		go notify(r.URL.Path) // want `^go per request of a handler in Logged: can outlive the request, no limit found`
	})
}

// Deferred starts the work when the answer is written.
func Deferred(w http.ResponseWriter, r *http.Request) {
	defer func() {
		go notify(r.URL.Path) // want `^go per request of Deferred: can outlive the request`
	}()
	w.WriteHeader(http.StatusNoContent)
}

// Literals has the spawn in a literal that is called at once.
func Literals(w http.ResponseWriter, r *http.Request) {
	func() {
		func() {
			go notify(r.URL.Path) // want `^go per request of Literals: can outlive the request`
		}()
	}()
}

// Nested starts work that starts more: the outer one is where the limit belongs.
func Nested(w http.ResponseWriter, r *http.Request) {
	go func() { // want `^go per request of Nested: can outlive the request`
		go notify("first")
		go func() {
			go notify("second")
		}()
		notify("third")
	}()
}

// Thrice has a loop, which has three turns for each request.
func Thrice(w http.ResponseWriter, r *http.Request) {
	for range 3 {
		go notify(r.URL.Path) // want `^go per request of Thrice: can outlive the request, no limit found`
	}
}

// Split has a loop over two strings.
func Split(w http.ResponseWriter, r *http.Request) {
	for _, name := range []string{"a", "b"} {
		go notify(name) // want `^go per request of Split: can outlive the request, no limit found`
	}
	fmt.Fprintln(w, strings.ToUpper(r.URL.Path))
}
