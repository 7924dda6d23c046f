package requests

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"strings"
)

func use([]byte, error) {}

func handler(w http.ResponseWriter, r *http.Request) {
	use(io.ReadAll(r.Body)) //= served
	r.Body = io.NopCloser(bytes.NewReader(nil))
	use(io.ReadAll(r.Body)) //= limited
}

func derived(w http.ResponseWriter, r *http.Request) {
	r = r.WithContext(context.Background())
	use(io.ReadAll(r.Body)) //= served
	func() {
		use(io.ReadAll(r.Body)) //= served
	}()
	helper(r)
	capped(w, r)
}

// helper is called by a handler, and by one that limits.
func helper(r *http.Request) {
	use(io.ReadAll(r.Body)) //= served
}

// deeper is called with a limit only.
func deeper(r *http.Request) {
	use(io.ReadAll(r.Body)) //= limited
}

func capped(w http.ResponseWriter, r *http.Request) {
	use(io.ReadAll(r.Body)) //= served
	r.Body = http.MaxBytesReader(w, r.Body, 5)
	use(io.ReadAll(r.Body)) //= limited
	helper(r)
	deeper(r)
	func() {
		use(io.ReadAll(r.Body)) //= limited
	}()
}

func length(w http.ResponseWriter, r *http.Request) {
	if r.ContentLength == 0 {
		use(io.ReadAll(r.Body)) //= served
	}
	if r.ContentLength > 10 {
		return
	}
	use(io.ReadAll(r.Body)) //= limited
}

func two(mux *http.ServeMux) {
	mux.HandleFunc("/a", func(w http.ResponseWriter, r *http.Request) {
		r.Body = http.MaxBytesReader(w, r.Body, 5)
	})
	mux.HandleFunc("/b", func(w http.ResponseWriter, r *http.Request) {
		use(io.ReadAll(r.Body)) //= served
	})
}

func Exported(r *http.Request) {
	use(io.ReadAll(r.Body)) //= unknown
}

type client struct{}

func (client) RoundTrip(r *http.Request) (*http.Response, error) {
	use(io.ReadAll(r.Body)) //= sent
	return nil, nil
}

func sends() {
	r, _ := http.NewRequest("GET", "x", strings.NewReader("y"))
	use(io.ReadAll(r.Body)) //= sent
	other := &http.Request{}
	use(io.ReadAll(other.Body)) //= sent
}

type recorder struct{ http.ResponseWriter }

func recorded(w *recorder, r *http.Request) {
	use(io.ReadAll(r.Body)) //= served
}

type exchange struct{ r *http.Request }

func open(w http.ResponseWriter, r *http.Request) { (&exchange{r}).read() }

func (e *exchange) read() {
	use(io.ReadAll(e.r.Body)) //= served
}
