package negative

import "net/http"

func handler(w http.ResponseWriter, r *http.Request) {
	go notify(r.URL.Path)
}
