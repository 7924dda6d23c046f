package p

import "net/http"

func work(...any) {}

func handle(w http.ResponseWriter, r *http.Request) {
	go work() //= forever: request r
	f := func() {
		go work() //= forever: request r
	}
	f()
}

func routes(mux *http.ServeMux) {
	go work() //= no
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		go work() //= forever: request r
	})
}

type server struct{}

func (s *server) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	go work() //= forever: request req
}

func other(xs []int) {
	go work() //= no
}
