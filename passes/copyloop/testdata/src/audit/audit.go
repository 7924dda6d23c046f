// Package audit holds what depends on the reader, or on who calls.
package audit

import (
	"io"
	"net"
	"net/http"
	"os"
	"time"
)

// Fragile reads from a file.
func Fragile(dst io.Writer, name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	buf := make([]byte, 4096)
	for {
		n, err := f.Read(buf) // want `^f\.Read: the error is looked at before the bytes are written, which is fragile: \*os\.File does not return some with io\.EOF, but others do$`
		if err == io.EOF {
			break
		}
		if err != nil {
			return err
		}
		if _, err := dst.Write(buf[:n]); err != nil {
			return err
		}
		time.Sleep(time.Millisecond)
	}
	return nil
}

// Proxy returns the error.
func Proxy(dst, src net.Conn, limit func(int)) error {
	buf := make([]byte, 4096)
	for {
		src.SetReadDeadline(time.Now().Add(time.Minute))
		n, err := src.Read(buf) // want `^src\.Read: the error is looked at before the bytes are written, and those that come with one are lost$`
		if err != nil {
			return err
		}
		limit(n)
		if _, err = dst.Write(buf[:n]); err != nil {
			return err
		}
	}
}

// End returns io.EOF.
func End(dst io.Writer, src io.Reader) (written int64, err error) {
	buf := make([]byte, 4096)
	for {
		nr, er := src.Read(buf) // want `^src\.Read: when all is copied, line 76 returns io\.EOF as an error; io\.Copy returns nil$`
		if nr > 0 {
			nw, ew := dst.Write(buf[:nr])
			if nw > 0 {
				written += int64(nw)
			}
			if ew != nil {
				err = ew
				break
			}
			if nr != nw {
				err = io.ErrShortWrite
				break
			}
		}
		if er != nil {
			err = er
			break
		}
	}
	return written, err
}

// Answer looks whole, whatever happened.
func Answer(w http.ResponseWriter, src io.Reader, flush func()) {
	buf := make([]byte, 4096)
	for {
		n, err := src.Read(buf) // want `^src\.Read: a failed read looks like the end, so that half a copy passes for a whole one at line 91$`
		if n > 0 {
			if _, err := w.Write(buf[:n]); err != nil {
				return
			}
			flush()
		}
		if err != nil {
			return
		}
	}
}
