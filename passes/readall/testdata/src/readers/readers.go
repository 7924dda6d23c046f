// Package readers has helpers whose callers know where bytes come from.
package readers

import (
	"bufio"
	"encoding/json"
	"io"
	"net/http"
)

// Decode reads all of r.
func Decode(r io.Reader, v any) error {
	data, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	if len(data) == 0 {
		return io.ErrUnexpectedEOF
	}
	return json.Unmarshal(data, v)
}

// Through hands r to what reads all of it.
func Through(name string, r io.ReadCloser, v any) error {
	defer r.Close()
	buffered := bufio.NewReader(r)
	return Decode(buffered, v)
}

// Limited reads a part.
func Limited(r io.Reader, v any) error { return Decode(io.LimitReader(r, 1<<20), v) }

// Replaced reads something else on one way.
func Replaced(r io.Reader, small bool, v any) error {
	if small {
		r = io.LimitReader(r, 10)
	}
	return Decode(r, v)
}

// Body reads the body of a request whole.
func Body(req *http.Request) ([]byte, error) { return io.ReadAll(req.Body) }

// Bodies does so by another.
func Bodies(req *http.Request) string {
	data, _ := Body(req)
	return string(data)
}

// Small looks at the length first.
func Small(req *http.Request) ([]byte, error) {
	if req.ContentLength > 1<<20 {
		return nil, io.ErrShortBuffer
	}
	return io.ReadAll(req.Body)
}

// Limit limits a request.
func Limit(w http.ResponseWriter, req *http.Request) {
	req.Body = http.MaxBytesReader(w, req.Body, 1<<20)
}

// Wrap limits all requests that come through it.
func Wrap(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.Body = http.MaxBytesReader(w, r.Body, 1<<20)
		next.ServeHTTP(w, r)
	})
}
