package library

import (
	"io"
	"net/http"
)

// All reads all of r.
func All(r io.Reader) (string, error) {
	data, err := io.ReadAll(r)
	return string(data), err
}

// Body reads the body of a request.
func Body(r *http.Request) (string, error) { return All(r.Body) } // audit readall body // lost readall body

// Shorten limits the body of a request.
func Shorten(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, 1<<20)
}
