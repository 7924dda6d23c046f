package wholes

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"sync"
)

func use([]byte, error) {}

// Places.

func places(w http.ResponseWriter, r *http.Request, resp *http.Response, conn net.Conn, data []byte) {
	use(io.ReadAll(r.Body))                            //= request
	use(io.ReadAll(bufio.NewReader(r.Body)))           //= request
	use(io.ReadAll(resp.Body))                         //= response
	use(io.ReadAll(conn))                              //= connection
	use(io.ReadAll(bytes.NewReader(data)))             //= memory
	use(io.ReadAll(strings.NewReader("x")))            //= memory
	use(io.ReadAll(os.Stdin))                          //= unknown
	use(io.ReadAll(io.LimitReader(r.Body, 5)))         //= unknown limited
	use(io.ReadAll(&io.LimitedReader{R: r.Body}))      //= unknown limited
	use(io.ReadAll(http.MaxBytesReader(w, r.Body, 5))) //= unknown limited
	use(io.ReadAll(io.MultiReader(conn, r.Body)))      //= connection, request
	use(io.ReadAll(io.TeeReader(wrapped(r.Body), w)))  //= request
	use(io.ReadAll(through(through(resp.Body))))       //= response
	use(io.ReadAll(&own{r.Body}))                      //= caller
	use(io.ReadAll(http.NoBody))                       //= unknown
	use(os.ReadFile("x"))                              //= name of a file
	new(bytes.Buffer).ReadFrom(r.Body)                 //= request
	io.Copy(new(bytes.Buffer), r.Body)                 //= request
	io.Copy(w, r.Body)
}

func wrapped(r io.Reader) io.Reader { return bufio.NewReader(r) }

func through(r io.Reader) io.Reader { return io.NopCloser(r) }

type own struct{ io.Reader }

func parameter(r io.Reader) {
	use(io.ReadAll(r)) //= caller
}

func file(name string) {
	f, err := os.Open(name)
	if err != nil {
		return
	}
	use(io.ReadAll(f)) //= file
	zr, err := gzip.NewReader(f)
	if err != nil {
		return
	}
	use(io.ReadAll(zr))            //= file unpacked
	data, err := os.ReadFile(name) //= name of a file
	zr, err = gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return
	}
	use(io.ReadAll(zr)) //= file unpacked
}

func unpack(data []byte) {
	zr, _ := gzip.NewReader(bytes.NewReader(data[1:]))
	use(io.ReadAll(zr)) //= caller unpacked
	zr, _ = gzip.NewReader(strings.NewReader("constant"))
	use(io.ReadAll(io.LimitReader(zr, 5))) //= unknown limited
}

var pool sync.Pool

func pooled(r io.Reader) {
	var zr *gzip.Reader
	if z, ok := pool.Get().(*gzip.Reader); ok {
		zr = z
		_ = zr.Reset(r)
	} else {
		zr, _ = gzip.NewReader(r)
	}
	use(io.ReadAll(zr)) //= caller unpacked, unknown unpacked
}

type session struct{ body io.Reader }

func (s *session) start(r *http.Request) { s.body = r.Body }

func (s *session) all() {
	use(io.ReadAll(s.body)) //= request
}

// Uses.

func uses(w io.Writer, r io.Reader, v any) error {
	io.ReadAll(r)               //= caller: unused
	defer io.ReadAll(r)         //= caller: unused
	_, _ = io.ReadAll(r)        //= caller: unused
	first, err := io.ReadAll(r) //= caller: written
	if err != nil {
		return err
	}
	w.Write(first)
	second, err := io.ReadAll(r) //= caller: written
	os.WriteFile("x", second, 0o600)
	third, err := io.ReadAll(r) //= caller: decoded
	if err != nil {
		return err
	}
	if err := json.Unmarshal(third, v); err != nil {
		return err
	}
	fourth, err := io.ReadAll(r) //= caller
	w.Write(fourth[1:])
	fifth, err := io.ReadAll(r) //= caller
	w.Write(fifth)
	w.Write(fifth)
	return err
}
