// Package positive holds reads whose count matters, and is ignored.
package positive

import (
	"compress/gzip"
	"encoding/binary"
	"io"
	"net"
	"net/http"
	"syscall"
)

// Header reads four bytes, or fewer.
func Header(r io.Reader) (uint32, error) {
	header := make([]byte, 4)
	if _, err := r.Read(header); err != nil { // want `^r\.Read: it may read less than fits into header, and nobody looks at how much$`
		return 0, err
	}
	return binary.BigEndian.Uint32(header), nil
}

// Array reads into an array.
func Array(conn net.Conn) (magic [4]byte, err error) {
	var buf [4]byte
	_, err = conn.Read(buf[:]) // want `conn\.Read: it may read less than fits into buf\[:\]`
	return buf, err
}

// Bare looks at nothing.
func Bare(conn *net.TCPConn) string {
	buf := make([]byte, 1024)
	conn.Read(buf) // want `conn\.Read`
	return string(buf)
}

// Blank says so.
func Blank(conn *net.TCPConn) string {
	buf := make([]byte, 1024)
	_, _ = conn.Read(buf) // want `conn\.Read`
	return string(buf)
}

// Filled is the buffer of the caller.
func Filled(resp *http.Response, p []byte) error {
	_, err := resp.Body.Read(p) // want `resp\.Body\.Read`
	return err
}

// Unpacked reads from a layer.
func Unpacked(r io.Reader) ([]byte, error) {
	unpack, err := gzip.NewReader(r)
	if err != nil {
		return nil, err
	}
	buf := make([]byte, 512)
	_, err = unpack.Read(buf) // want `unpack\.Read`
	return buf, err
}

type limited struct{ r io.Reader }

func (l *limited) Read(p []byte) (int, error) { return l.r.Read(p[:len(p)/2+1]) }

// Through reads from a type that hands on what another reader says.
func Through(r io.Reader) ([]byte, error) {
	l := &limited{r}
	buf := make([]byte, 512)
	_, err := l.Read(buf) // want `l\.Read`
	return buf, err
}

// Raw is a system call.
func Raw(fd int) (string, error) {
	buf := make([]byte, 64)
	_, err := syscall.Read(fd, buf) // want `syscall\.Read: it may read less than fits into buf`
	return string(buf), err
}

// Nested reads in a literal within a literal.
func Nested(r io.Reader) func() func() (byte, error) {
	return func() func() (byte, error) {
		return func() (byte, error) {
			var buf [8]byte
			_, err := r.Read(buf[:]) // want `r\.Read`
			return buf[7], err
		}
	}
}

// Generic reads from what its caller says.
func Generic[R io.Reader](r io.Reader, like R) (uint16, error) {
	var buf [2]byte
	if _, err := r.Read(buf[:]); err != nil { // want `r\.Read`
		return 0, err
	}
	return binary.LittleEndian.Uint16(buf[:]), nil
}
