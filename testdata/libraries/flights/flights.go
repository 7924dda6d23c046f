// Package flights shares work that several ask for at once.
package flights

import (
	"net/http"

	"golang.org/x/sync/singleflight"
)

func load() (any, error) { return nil, nil }

var group singleflight.Group

// Requests that come while one loads wait for it too.
func shared(w http.ResponseWriter, r *http.Request) {
	if _, err, _ := group.Do("config", load); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}

// Requests that give up leave one load behind, not one each.
func abandoned(w http.ResponseWriter, r *http.Request) {
	select {
	case <-group.DoChan("config", load):
	case <-r.Context().Done():
	}
}
