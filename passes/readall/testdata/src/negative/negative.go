package negative

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	_ "embed"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"readers"
	"strings"
)

func limited(w http.ResponseWriter, r *http.Request) {
	data, err := io.ReadAll(io.LimitReader(r.Body, 1<<20))
	use(data, err)
	data, err = io.ReadAll(http.MaxBytesReader(w, r.Body, 1<<20))
	use(data, err)
	part := &io.LimitedReader{R: r.Body, N: 10}
	data, err = io.ReadAll(part)
	use(data, err)
	data, err = io.ReadAll(bufio.NewReader(io.LimitReader(r.Body, 10)))
	use(data, err)
}

func before(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, 1<<20)
	data, err := io.ReadAll(r.Body)
	use(data, err)
	var v any
	_ = readers.Decode(r.Body, &v)
	_, _ = readers.Body(r)
	helper(r)
}

func helper(r *http.Request) {
	data, err := io.ReadAll(r.Body)
	use(data, err)
}

func byHelper(w http.ResponseWriter, r *http.Request) {
	readers.Limit(w, r)
	data, err := io.ReadAll(r.Body)
	use(data, err)
}

func byOwnHelper(w http.ResponseWriter, r *http.Request) {
	limit(w, r)
	data, err := io.ReadAll(r.Body)
	use(data, err)
}

func limit(w http.ResponseWriter, r *http.Request) { readers.Limit(w, r) }

func length(w http.ResponseWriter, r *http.Request) {
	if r.ContentLength > 1<<20 {
		return
	}
	data, err := io.ReadAll(r.Body)
	use(data, err)
	_, _ = readers.Small(r)
}

func onOneWay(w http.ResponseWriter, r *http.Request, max int64) {
	var body io.Reader = r.Body
	if max > 0 {
		body = io.LimitReader(body, max)
	}
	data, err := io.ReadAll(body)
	use(data, err)
}

// Who configures no limit wants none.
func configured(w http.ResponseWriter, r *http.Request, max int64) {
	if max < 0 {
		data, err := io.ReadAll(r.Body)
		use(data, err)
		return
	}
	data := make([]byte, max+1)
	_, err := io.ReadFull(r.Body, data)
	use(data, err)
}

type capped struct {
	r io.Reader
	n int
}

func (c *capped) Read(p []byte) (int, error) { return c.r.Read(p[:min(len(p), c.n)]) }

func own(w http.ResponseWriter, r *http.Request) {
	data, err := io.ReadAll(&capped{r.Body, 10})
	use(data, err)
	r.Body = io.NopCloser(&capped{r.Body, 10})
	data, err = io.ReadAll(r.Body)
	use(data, err)
}

func onPart(w http.ResponseWriter, r *http.Request) {
	part := limitedPart(r.Body)
	data, err := io.ReadAll(part)
	use(data, err)
	var v any
	_ = readers.Limited(r.Body, &v)
	_ = readers.Replaced(r.Body, true, &v)
}

func limitedPart(r io.Reader) io.Reader { return io.LimitReader(r, 5) }

// One token, or one line, at a time.
func tokens(w http.ResponseWriter, r *http.Request) {
	var v any
	_ = json.NewDecoder(r.Body).Decode(&v)
	scanner := bufio.NewScanner(r.Body)
	for scanner.Scan() {
	}
	h := sha256.New()
	_, _ = io.Copy(h, r.Body)
	_, _ = io.Copy(w, r.Body)
	_, _ = io.Copy(io.Discard, r.Body)
}

// What is in memory takes no more by being read.
func memory(data []byte) {
	all, err := io.ReadAll(bytes.NewReader(data))
	use(all, err)
	all, err = io.ReadAll(strings.NewReader("text"))
	use(all, err)
	var buf bytes.Buffer
	all, err = io.ReadAll(&buf)
	use(all, err)
}

//go:embed negative.go
var embedded []byte

// What is unpacked came with the program, or from its own disk.
func local(name string) {
	zr, err := gzip.NewReader(bytes.NewReader(embedded))
	if err != nil {
		return
	}
	all, err := io.ReadAll(zr)
	use(all, err)

	f, err := os.Open(name)
	if err != nil {
		return
	}
	defer f.Close()
	zr, err = gzip.NewReader(f)
	if err != nil {
		return
	}
	all, err = io.ReadAll(zr)
	use(all, err)

	data, _ := os.ReadFile(name)
	zr, err = gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return
	}
	all, err = io.ReadAll(zr)
	use(all, err)
}

func unzipLimited(resp *http.Response) ([]byte, error) {
	zr, err := gzip.NewReader(resp.Body)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(io.LimitReader(zr, 1<<20))
}

// Requests that are made here.
func sent() {
	req, _ := http.NewRequest("GET", "http://example.com", strings.NewReader("x"))
	data, err := io.ReadAll(req.Body)
	use(data, err)
	other := &http.Request{Body: io.NopCloser(strings.NewReader("x"))}
	data, err = io.ReadAll(other.Body)
	use(data, err)
}

type transport struct{}

func (transport) RoundTrip(req *http.Request) (*http.Response, error) {
	data, err := io.ReadAll(req.Body)
	use(data, err)
	return nil, err
}

// A type of one's own with the same names.
type message struct{ Body io.Reader }

func look(w http.ResponseWriter, m *message) {
	io := fake{}
	data, err := io.ReadAll(m.Body)
	use(data, err)
}

type fake struct{}

func (fake) ReadAll(r io.Reader) ([]byte, error) { return nil, nil }

func use([]byte, error) {}

func meant(w http.ResponseWriter, r *http.Request) {
	//inflight:ignore readall the proxy in front allows 1 MB
	data, err := io.ReadAll(r.Body)
	use(data, err)
}
