package p

import "net/http"

func work(...any) {}

func handle(w http.ResponseWriter, r *http.Request) {
	go work() //= forever: request
	f := func() {
		go work() //= forever: request
	}
	f()
}

func routes(mux *http.ServeMux) {
	go work() //= no
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		go work() //= forever: request HandleFunc
	})
}

type server struct{}

func (s *server) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	go work() //= forever: request
}

// A request alone is a client's too.
func client(r *http.Request) {
	go work(r) //= no
}

func other(xs []int) {
	go work() //= no
}
