package positive

import (
	"encoding/json"
	"net/http"
	"strconv"
)

// Query lets whoever asks choose.
func Query(w http.ResponseWriter, r *http.Request) {
	n, err := strconv.Atoi(r.FormValue("parallel"))
	if err != nil {
		return
	}
	sem := make(chan struct{}, n) // want `^the room of the semaphore comes from what a client sent, through Atoi: no upper limit found$`
	for _, name := range r.Form["name"] {
		sem <- struct{}{}
		go func() {
			defer func() { <-sem }()
			_ = fetch(name)
		}()
	}
}

type order struct{ Parallel int }

// Body does so with a message.
func Body(w http.ResponseWriter, r *http.Request) {
	var o order
	if json.NewDecoder(r.Body).Decode(&o) != nil {
		return
	}
	sem := make(chan struct{}, o.Parallel) // want `^the room of the semaphore comes from what a client sent: no upper limit found$`
	for _, name := range r.Form["name"] {
		sem <- struct{}{}
		go func() {
			defer func() { <-sem }()
			_ = fetch(name)
		}()
	}
}
