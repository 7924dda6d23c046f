package audit

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"os"
)

func response(resp *http.Response) []byte {
	data, err := io.ReadAll(resp.Body) // want `no limit found on what is read from resp.Body: all of it goes into memory`
	if err != nil {
		return nil
	}
	return data
}

func limitedResponse(resp *http.Response) []byte {
	if resp.ContentLength > 1<<20 {
		return nil
	}
	data, err := io.ReadAll(io.LimitReader(resp.Body, 10))
	if err != nil {
		return nil
	}
	return data
}

func peer(conn net.Conn) ([]byte, error) {
	return io.ReadAll(conn) // want `no limit found on what is read from conn: all of it goes into memory`
}

// Where this request comes from cannot be seen.
func Parse(r *http.Request) ([]byte, error) {
	return io.ReadAll(r.Body) // want `no limit found on what is read from r.Body`
}

func pass(w io.Writer, r io.Reader) error {
	data, err := io.ReadAll(r) // want `all of r is held in memory only to be written at line 46: io.Copy needs a small buffer`
	if err != nil {
		return err
	}
	_, err = w.Write(data)
	return err
}

func store(name string, r io.Reader) error {
	data, err := io.ReadAll(r) // want `all of r is held in memory only to be written at line 55`
	if err != nil {
		return err
	}
	return os.WriteFile(name, data, 0o666)
}

func serve(w http.ResponseWriter, name string) error {
	data, err := os.ReadFile(name) // want `all of the file is held in memory only to be written at line 63`
	if err != nil {
		return err
	}
	_, err = w.Write(data)
	return err
}

func decode(r io.Reader, v any) error {
	data, err := io.ReadAll(r) // want `all of r is only decoded at line 72: a json.Decoder needs no copy, but lets data follow`
	if err != nil {
		return err
	}
	return json.Unmarshal(data, v)
}

// Used twice: it is needed whole.
func twice(w io.Writer, r io.Reader) (int, error) {
	data, err := io.ReadAll(r)
	if err != nil {
		return 0, err
	}
	if _, err := w.Write(data); err != nil {
		return 0, err
	}
	return len(data), nil
}

// Where the bytes come from is known to callers alone.
func Unzip(data []byte) ([]byte, error) {
	zr, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(zr) // want `no limit found on what zr unpacks: few bytes can become many, all in memory`
}

type chunks struct{ left [][]byte }

func (c *chunks) Read(p []byte) (int, error) { return copy(p, c.left[0]), nil }

func (c *chunks) unzip() ([]byte, error) {
	zr, err := gzip.NewReader(c)
	if err != nil {
		return nil, err
	}
	var all bytes.Buffer
	_, err = all.ReadFrom(zr) // want `no limit found on what zr unpacks`
	return all.Bytes(), err
}

// What a helper reads to the end is told of where it gets it.
func conclude(zr *gzip.Reader) (int, error) {
	rest, err := io.ReadAll(zr)
	return len(rest), err
}

func begin(r io.Reader) (int, error) {
	zr, err := gzip.NewReader(r)
	if err != nil {
		return 0, err
	}
	return conclude(zr) // want `no limit found on what zr unpacks`
}

// The hash is of all there is, also of what a decoder would leave.
func hashed(r io.Reader, sum io.Writer, v any) error {
	data, err := io.ReadAll(io.TeeReader(r, sum))
	if err != nil {
		return err
	}
	return json.Unmarshal(data, v)
}
