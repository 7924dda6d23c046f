package positive

import (
	. "net/http"
)

func dotted(w ResponseWriter, r *Request) {
	go notify(r.URL.Path) // want `^go per request of dotted: can outlive the request`
	Error(w, "later", StatusAccepted)
}
