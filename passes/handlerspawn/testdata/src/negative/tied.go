package negative

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"time"
)

// Tied hands the context of the request on.
func Tied(w http.ResponseWriter, r *http.Request) {
	go fetch(r.Context(), r.URL.Path)
}

// TiedInside does so in the work.
func TiedInside(w http.ResponseWriter, r *http.Request) {
	go func() {
		_ = fetch(r.Context(), r.URL.Path)
	}()
}

// TiedDerived gives it less time still.
func TiedDerived(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), time.Second)
	go func() {
		defer cancel()
		_ = fetch(ctx, r.URL.Path)
	}()
}

// TiedWait ends with the request.
func TiedWait(w http.ResponseWriter, r *http.Request) {
	ctx := r.Context()
	go func() {
		<-ctx.Done()
		notify("gone")
	}()
}

// TiedPipe stops when nobody reads.
func TiedPipe(w http.ResponseWriter, r *http.Request) {
	pr, pw := io.Pipe()
	defer pr.Close()
	go func() {
		pw.CloseWithError(json.NewEncoder(pw).Encode(r.Header))
	}()
	_, _ = io.Copy(w, pr)
}
