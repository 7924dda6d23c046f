package streams_test

import (
	"go/token"
	"slices"
	"strings"
	"testing"

	"github.com/inflight-go/inflight/passes/internal/flowtest"
	"github.com/inflight-go/inflight/passes/internal/streams"
)

var uses = map[streams.Use]string{streams.Unused: ": unused", streams.Written: ": written", streams.Decoded: ": decoded"}

// TestWholes says of each read of all there is where it comes from, and what becomes of it.
func TestWholes(t *testing.T) {
	f := flowtest.Load(t, "testdata/wholes.go")
	table := flowtest.Run(t, f.Pass, streams.Analyzer).(*streams.Table)
	got := map[token.Pos]string{}
	for _, w := range table.Wholes() {
		if w.File {
			got[w.Node.Pos()] = "name of a file"
			continue
		}
		var texts []string
		for _, o := range table.Origins(w.From, false) {
			text := o.Place.String()
			if o.Limited {
				text += " limited"
			}
			if o.Unpacker != nil {
				text += " unpacked"
			}
			texts = append(texts, text)
		}
		slices.Sort(texts)
		use, _ := w.Use()
		got[w.Node.Pos()] = strings.Join(slices.Compact(texts), ", ") + uses[use]
	}
	f.Want(t, got)
}

// TestServing says of each request whose body is read what it is there.
func TestServing(t *testing.T) {
	f := flowtest.Load(t, "testdata/requests.go")
	table := flowtest.Run(t, f.Pass, streams.Analyzer).(*streams.Table)
	got := map[token.Pos]string{}
	for _, w := range table.Wholes() {
		for _, o := range table.Origins(w.From, false) {
			if o.Holder != nil {
				got[w.Node.Pos()] = table.Serving(o.Holder, w.Call).String()
			}
		}
	}
	f.Want(t, got)
	if table.LimitsAll(f.Pass) {
		t.Error("no handler of this package limits what it hands on")
	}
}

// TestLimitsAll says of packages whether they have a handler that limits bodies.
func TestLimitsAll(t *testing.T) {
	for src, want := range map[string]bool{
		`func Wrap(next http.Handler) http.Handler { return http.MaxBytesHandler(next, 5) }`:                                                                                                                                                              true,
		`func (s *S) ServeHTTP(w http.ResponseWriter, r *http.Request) { r.Body = http.MaxBytesReader(w, r.Body, 5); s.next.ServeHTTP(w, r) }`:                                                                                                            true,
		`func (s *S) ServeHTTP(w http.ResponseWriter, r *http.Request) { r.Body = http.MaxBytesReader(w, r.Body, 5); io.ReadAll(r.Body) }`:                                                                                                                false,
		`func (s *S) ServeHTTP(w http.ResponseWriter, r *http.Request) { r.Body = io.NopCloser(r.Body); s.next.ServeHTTP(w, r) }`:                                                                                                                         false,
		`func Wrap(next func(http.ResponseWriter, *http.Request), w http.ResponseWriter, r *http.Request) { if r.ContentLength < 9 { next(w, r) } }`:                                                                                                      false,
		`func (s *S) wrap(next http.HandlerFunc) http.HandlerFunc { return func(w http.ResponseWriter, r *http.Request) { cut(w, r); next(w, r) } }; func cut(w http.ResponseWriter, r *http.Request) { r.Body = http.MaxBytesReader(w, r.Body, 5) }`:     true,
		`func (s *S) own(w http.ResponseWriter, r *http.Request) { r.Body = http.MaxBytesReader(w, r.Body, 5); h := http.NotFoundHandler(); h.ServeHTTP(w, r) }`:                                                                                          false,
		`func wrap(next http.Handler, max int64) http.Handler { return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { r.Body = cut(r.Body, max); next.ServeHTTP(w, r) }) }; func cut(io.ReadCloser, int64) io.ReadCloser { return nil }`: true,
		`func wrap(next http.Handler) http.Handler { return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { r.Body = count(r.Body); next.ServeHTTP(w, r) }) }; func count(io.ReadCloser) io.ReadCloser { return nil }`:                    false,
		`func wrap(next http.Handler, max int64) http.Handler { return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { r.Body = &cut{r.Body, max}; next.ServeHTTP(w, r) }) }; type cut struct{ io.ReadCloser; left int64 }`:               true,
		`func (s *S) empty(w http.ResponseWriter, r *http.Request) { r.Body = nil; s.next.ServeHTTP(w, r) }`:                                                                                                                                              false,
		`func Wrap(w http.ResponseWriter, r *http.Request) { r.Body = http.MaxBytesReader(w, r.Body, 5) }`:                                                                                                                                                false,
	} {
		f := flowtest.Source(t, "p.go", "package p\n\nimport (\n\"io\"\n\"net/http\"\n)\n\ntype S struct{ next http.Handler }\n\nvar _ = io.ReadAll\n\n"+src+"\n\nfunc read(r io.Reader) { io.ReadAll(r) }\n")
		table := flowtest.Run(t, f.Pass, streams.Analyzer).(*streams.Table)
		if got := table.LimitsAll(f.Pass); got != want {
			t.Errorf("%s: %t, want %t", src, got, want)
		}
	}
}
