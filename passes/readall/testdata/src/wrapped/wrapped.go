package wrapped

import (
	"io"
	"net/http"
	"readers"
)

// Routes lays a limit over the handler: which requests come past it cannot be seen.
func Routes() http.Handler { return readers.Wrap(http.HandlerFunc(handle)) }

func handle(w http.ResponseWriter, r *http.Request) {
	data, err := io.ReadAll(r.Body)
	if err == nil {
		w.Write(data[:min(len(data), 5)])
	}
}
