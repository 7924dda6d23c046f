package positive

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"context"
	"encoding/json"
	. "io"
	in "io"
	"io/ioutil"
	"net/http"
	"readers"
	"strings"
	"sync"

	"github.com/gin-gonic/gin"
	"github.com/labstack/echo/v4"
)

func handler(w http.ResponseWriter, r *http.Request) {
	data, err := in.ReadAll(r.Body) // want `no limit found on what is read from r.Body: all of it goes into memory`
	use(data, err)
}

func old(w http.ResponseWriter, r *http.Request) {
	data, err := ioutil.ReadAll(r.Body) // want `no limit found on what is read from r.Body`
	use(data, err)
}

func dotted(w http.ResponseWriter, r *http.Request) {
	data, err := ReadAll(r.Body) // want `no limit found on what is read from r.Body`
	use(data, err)
}

func byValue(w http.ResponseWriter, r *http.Request) {
	read := in.ReadAll
	data, err := read(r.Body) // want `no limit found on what is read from r.Body`
	use(data, err)
}

func buffer(w http.ResponseWriter, r *http.Request) {
	var buf bytes.Buffer
	if _, err := buf.ReadFrom(r.Body); err != nil { // want `no limit found on what is read from r.Body`
		return
	}
	var text strings.Builder
	_, err := in.Copy(&text, r.Body) // want `no limit found on what is read from r.Body`
	use(buf.Bytes(), err)
}

func layered(w http.ResponseWriter, r *http.Request) {
	body := r.Body
	defer body.Close()
	tee := in.TeeReader(body, in.Discard)
	data, err := in.ReadAll(tee) // want `no limit found on what is read from tee`
	use(data, err)
}

// The restored body is in memory: only the first read has no limit.
func restored(w http.ResponseWriter, r *http.Request) {
	data, err := in.ReadAll(r.Body) // want `no limit found on what is read from r.Body`
	r.Body = in.NopCloser(bytes.NewReader(data))
	again, _ := in.ReadAll(r.Body)
	use(again, err)
}

func routes(mux *http.ServeMux) {
	mux.HandleFunc("/limited", func(w http.ResponseWriter, r *http.Request) {
		r.Body = http.MaxBytesReader(w, r.Body, 10)
		data, err := in.ReadAll(r.Body)
		use(data, err)
	})
	mux.HandleFunc("/open", func(w http.ResponseWriter, r *http.Request) {
		var once sync.Once
		once.Do(func() {
			data, err := in.ReadAll(r.Body) // want `no limit found on what is read from r.Body`
			use(data, err)
		})
	})
}

func frameworks(c *gin.Context) {
	data, err := in.ReadAll(c.Request.Body) // want `no limit found on what is read from c.Request.Body`
	use(data, err)
	data, err = c.GetRawData() // want `no limit found on what is read from c.Request.Body`
	use(data, err)
}

func echoes(c echo.Context) error {
	data, err := in.ReadAll(c.Request().Body) // want `no limit found on what is read from c.Request\(\).Body`
	use(data, err)
	return err
}

// Helpers, here and elsewhere.

func unmarshal(body in.ReadCloser, v any) error {
	data, err := in.ReadAll(body)
	body.Close()
	if err != nil || len(data) == 0 {
		return err
	}
	return json.Unmarshal(data, v)
}

func raw(body in.ReadCloser) (v json.RawMessage, err error) {
	err = unmarshal(body, &v)
	return v, err
}

func callers(w http.ResponseWriter, r *http.Request) {
	var v any
	_ = unmarshal(r.Body, &v)                      // want `no limit found on what unmarshal reads from r.Body: all of it goes into memory`
	_, _ = raw(r.Body)                             // want `no limit found on what raw reads from r.Body`
	_ = readers.Decode(r.Body, &v)                 // want `no limit found on what readers.Decode reads from r.Body`
	_ = readers.Through("a", r.Body, &v)           // want `no limit found on what readers.Through reads from r.Body`
	_, _ = readers.Body(r)                         // want `no limit found on what readers.Body reads from r.Body: all of it goes into memory`
	_ = readers.Bodies(r)                          // want `no limit found on what readers.Bodies reads from r.Body`
	_ = unmarshal(in.NopCloser(echo1(r.Body)), &v) // want `no limit found on what unmarshal reads from in.NopCloser`
}

func echo1(r in.Reader) in.Reader { return in.MultiReader(strings.NewReader("x"), r) }

type server struct{}

func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	r = r.WithContext(context.Background())
	s.handle(r)
	s.asContext(&call{req: r})
}

// handle has no answer to write, but only a handler calls it.
func (s *server) handle(r *http.Request) {
	data, err := in.ReadAll(r.Body) // want `no limit found on what is read from r.Body`
	use(data, err)
}

type call struct{ req *http.Request }

func (s *server) asContext(c *call) {
	data, err := in.ReadAll(c.req.Body) // want `no limit found on what is read from c.req.Body`
	use(data, err)
}

type generic[T any] struct{ last T }

func (g *generic[T]) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	data, err := in.ReadAll(r.Body) // want `no limit found on what is read from r.Body`
	use(data, err)
	g.last = decode[T](r.Body) // want `no limit found on what decode.* reads from r.Body`
}

func decode[T any](r in.Reader) (v T) {
	data, err := in.ReadAll(r)
	if err == nil && len(data) > 0 {
		_ = json.Unmarshal(data, &v)
	}
	return v
}

// Decompressors.

func unzip(w http.ResponseWriter, r *http.Request) {
	zr, err := gzip.NewReader(r.Body)
	if err != nil {
		return
	}
	data, err := in.ReadAll(zr) // want `no limit found on what zr unpacks: few bytes can become many, all in memory`
	use(data, err)
}

// A limit on what goes in would be none on what comes out, but somebody thought of it.
func unzipLimited(w http.ResponseWriter, r *http.Request) {
	zr, err := gzip.NewReader(in.LimitReader(r.Body, 10))
	if err != nil {
		return
	}
	data, err := in.ReadAll(zr)
	use(data, err)
}

func unzipResponse(resp *http.Response) ([]byte, error) {
	return in.ReadAll(flate.NewReader(resp.Body)) // want `no limit found on what flate.NewReader\(resp.Body\) unpacks`
}

func unzipHelper(w http.ResponseWriter, r *http.Request) {
	zr, _ := gzip.NewReader(r.Body)
	var v any
	_ = readers.Decode(zr, &v) // want `no limit found on what zr unpacks: few bytes can become many, all in memory`
}

func use([]byte, error) {}
