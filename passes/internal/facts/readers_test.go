package facts_test

import "testing"

// TestReads: who reads all of an argument, and who limits the body of a request.
func TestReads(t *testing.T) {
	want(t, `package p

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"net/http"
	"strings"
)

func All(r io.Reader) ([]byte, error)          { return io.ReadAll(r) }
func Second(n int, r io.Reader) string          { data, _ := All(r); return string(data) }
func Layered(r io.ReadCloser) string            { b := bufio.NewReader(r); return Second(1, b) }
func Unpacked(r io.Reader) ([]byte, error)      { z, err := gzip.NewReader(r); if err != nil { return nil, err }; return io.ReadAll(z) }
func Buffered(r io.Reader) string               { var b bytes.Buffer; b.ReadFrom(r); return b.String() }
func Copied(r io.Reader) string                 { var b strings.Builder; io.Copy(&b, r); return b.String() }
func copied(w io.Writer, r io.Reader)           { io.Copy(w, r) }
func Handed(w io.Writer, r io.Reader)           { copied(w, r) }
func Body(r *http.Request) ([]byte, error)      { return io.ReadAll(r.Body) }
func Bodies(n int, r *http.Request) string      { b, _ := Body(r); return string(b) }
func Parts(r io.Reader) string                  { b, _ := io.ReadAll(io.LimitReader(r, 10)); return string(b) }
func Set(r io.Reader, n int64) string           { if n > 0 { r = io.LimitReader(r, n) }; b, _ := io.ReadAll(r); return string(b) }
func Told(r io.Reader, n int) (string, error)   { if n > 0 { b := make([]byte, n); _, err := io.ReadFull(r, b); return string(b), err }; b, err := io.ReadAll(r); return string(b), err }
func Partly(r *http.Request, n int64) string    { if n > 0 { b, _ := io.ReadAll(io.LimitReader(r.Body, n)); return string(b) }; b, _ := io.ReadAll(r.Body); return string(b) }
func Address(r io.Reader) string                { set(&r); b, _ := io.ReadAll(r); return string(b) }
func set(r *io.Reader)                          {}
func Twice(a, b io.Reader) string               { r := a; if a == nil { r = b }; all, _ := io.ReadAll(r); return string(all) }
func Later(r io.Reader) func()                  { return func() { io.ReadAll(r) } }
func Dropped(r io.Reader)                       { _, _ = io.ReadAll(r) }
func Handler(w http.ResponseWriter, r *http.Request) { b, _ := io.ReadAll(r.Body); w.Header().Set("n", string(b)) }
func Decodes(r io.Reader, v any) error          { return json.NewDecoder(r).Decode(v) }
func Checked(r *http.Request) string            { if r.ContentLength > 10 { return "" }; b, _ := io.ReadAll(r.Body); return string(b) }
func Empty(r *http.Request) string              { if r.ContentLength > 0 { return "" }; b, _ := io.ReadAll(r.Body); return string(b) }
func Limit(w http.ResponseWriter, r *http.Request) { r.Body = http.MaxBytesReader(w, r.Body, 10) }
func Limits(w http.ResponseWriter, r *http.Request) { Limit(w, r) }
func Restores(r *http.Request)                  { r.Body = io.NopCloser(strings.NewReader("x")) }
func Unpacks(r *http.Request)                   { r.Body = io.NopCloser(bufio.NewReader(r.Body)) }
func Wraps(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) { Limit(w, r); next(w, r) }
}
func Serves(next http.Handler) http.Handler     { return http.MaxBytesHandler(next, 10) }
`, map[string]string{
		"All": "reads all of 0", "Second": "reads all of 1", "Layered": "reads all of 0", "Unpacked": "reads all of 0",
		"Buffered": "reads all of 0", "Copied": "reads all of 0",
		"Body": "reads all of the bodies of 0", "Bodies": "reads all of the bodies of 1", "Empty": "reads all of the bodies of 0",
		"Checked": "limits bodies", "Limit": "limits bodies", "Limits": "limits bodies",
		"Wraps": "limits the bodies of what it wraps", "Serves": "limits the bodies of what it wraps",
	})
}
