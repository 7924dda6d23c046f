// Package gap has what is missed today and stays silent.
package gap

import (
	"archive/zip"
	"bytes"
	"io"
	"net/http"
	"net/http/httputil"
)

// A reader of a type whose inside is not looked at.
type counting struct {
	io.Reader
	n int
}

func counted(w http.ResponseWriter, r *http.Request) {
	data, err := io.ReadAll(&counting{Reader: r.Body})
	use(data, err)
}

// A dump has the body in it.
func dump(w http.ResponseWriter, r *http.Request) {
	data, err := httputil.DumpRequest(r, true)
	use(data, err)
}

// What an archive unpacks.
func unzip(w http.ResponseWriter, r *http.Request, packed []byte) {
	archive, err := zip.NewReader(bytes.NewReader(packed), int64(len(packed)))
	if err != nil {
		return
	}
	for _, f := range archive.File {
		open, err := f.Open()
		if err != nil {
			return
		}
		data, err := io.ReadAll(open)
		use(data, err)
	}
}

// A loop that grows a slice.
func grow(w http.ResponseWriter, r *http.Request) {
	var all []byte
	buf := make([]byte, 512)
	for {
		n, err := r.Body.Read(buf)
		all = append(all, buf[:n]...)
		if err != nil {
			use(all, err)
			return
		}
	}
}

func use([]byte, error) {}
