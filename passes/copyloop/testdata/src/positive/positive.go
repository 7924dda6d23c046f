// Package positive holds loops that lose bytes or errors.
package positive

import (
	"compress/gzip"
	"errors"
	"io"
	"net"
	"net/http"
	"os"
)

// Tail looks at the error first.
func Tail(dst io.Writer, src io.Reader) (int64, error) {
	buf := make([]byte, 4096)
	var written int64
	for {
		n, err := src.Read(buf) // want `^src\.Read: the error is looked at before the bytes are written, and those that come with io\.EOF are lost$`
		if err == io.EOF {
			return written, nil
		}
		if err != nil {
			return written, err
		}
		if _, err := dst.Write(buf[:n]); err != nil {
			return written, err
		}
		written += int64(n)
	}
}

// Body answers with what it gets.
func Body(w http.ResponseWriter, resp *http.Response) {
	defer resp.Body.Close()
	var buf [4096]byte
	for {
		n, err := resp.Body.Read(buf[:]) // want `come with io\.EOF are lost`
		if err != nil {
			break
		}
		if _, err := w.Write(buf[:n]); err != nil {
			return
		}
	}
}

// Unpacked closes what it wrote as if it were whole.
func Unpacked(f *os.File, r *gzip.Reader) error {
	buf := make([]byte, 4096)
	for {
		n, err := r.Read(buf) // want `come with io\.EOF are lost`
		if errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return err
		}
		if _, err = f.Write(buf[:n]); err != nil {
			return err
		}
	}
	return f.Sync()
}

// Stale writes what the buffer had before.
func Stale(dst io.Writer, src io.Reader) error {
	buf := make([]byte, 4096)
	for {
		n, err := src.Read(buf) // want `^src\.Read: it may read less than fits, and line 70 writes all of buf$`
		if n > 0 {
			if _, err := dst.Write(buf); err != nil {
				return err
			}
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// Blank does so without looking at the count.
func Blank(dst, src net.Conn) error {
	buf := make([]byte, 4096)
	for {
		_, err := src.Read(buf) // want `^src\.Read: it may read less than fits, and line 91 writes all of buf$`
		if err != nil {
			return err
		}
		if _, err := dst.Write(buf); err != nil {
			return err
		}
	}
}

// Hidden says that all is well, whatever happened.
func Hidden(dst io.Writer, src *http.Response) error {
	buf := make([]byte, 4096)
	for {
		n, err := src.Body.Read(buf) // want `^src\.Body\.Read: a failed read looks like the end, so that half a copy passes for a whole one at line 108$`
		if n > 0 {
			if _, err := dst.Write(buf[:n]); err != nil {
				return err
			}
		}
		if err != nil {
			return nil
		}
	}
}
