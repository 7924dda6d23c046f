package negative

import "net/http"

// Handler spawns once per request: the loop is in net/http, and the finding is
// handlerspawn's.
func Handler(w http.ResponseWriter, r *http.Request) {
	go fetch(r.URL.Path)
	w.WriteHeader(http.StatusAccepted)
}

// HandlerThrice does so in a loop of three turns.
func HandlerThrice(w http.ResponseWriter, r *http.Request) {
	for range 3 {
		go fetch(r.URL.Path)
	}
	w.WriteHeader(http.StatusAccepted)
}
