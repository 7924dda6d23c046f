// Package audit holds what goes wrong with other readers than the one that is seen.
package audit

import (
	"io"
	"net"
	"os"
)

// File does not return bytes with its end.
func File(name string, send func([]byte) error) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	buf := make([]byte, 512)
	for {
		n, err := f.Read(buf) // want `^f\.Read: the error is looked at before the bytes, which is fragile: \*os\.File does not return some with io\.EOF, but others do$`
		if err != nil {
			if err != io.EOF {
				return err
			}
			break
		}
		if err := send(buf[:n]); err != nil {
			return err
		}
	}
	return nil
}

// Conn can be one of TLS.
func Conn(conn net.Conn, handle func([]byte)) {
	buf := make([]byte, 512)
	for {
		n, err := conn.Read(buf) // want `^conn\.Read: the error is looked at before the bytes, and those that come with one are lost$`
		if err != nil {
			return
		}
		handle(buf[:n])
	}
}

// Told returns the error.
func Told(r io.Reader, handle func([]byte)) error {
	buf := make([]byte, 512)
	for {
		n, err := r.Read(buf) // want `and those that come with one are lost`
		if err != nil {
			return err
		}
		handle(buf[:n])
	}
}

// Measured was just measured.
func Measured(f *os.File) ([]byte, error) {
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	buf := make([]byte, info.Size())
	_, err = f.Read(buf) // want `f\.Read: it may read less than fits into buf`
	return buf, err
}

type table struct {
	r   io.Reader
	buf []byte
}

// Field has a buffer that others use too.
func (t *table) Field() error {
	_, err := t.r.Read(t.buf) // want `t\.r\.Read`
	return err
}

// Later drops what came with the end, though it may be all that was missing.
func Later(r io.Reader) ([]byte, error) {
	buf := make([]byte, 16)
	have := 0
	for have < len(buf) {
		n, err := r.Read(buf[have:]) // want `those that come with one are lost`
		have += n
		if err != nil {
			return nil, err
		}
	}
	return buf, nil
}

// Header: the file may be shorter than that.
func Header(f *os.File) (byte, error) {
	var header [16]byte
	if _, err := f.Read(header[:]); err != nil { // want `f\.Read`
		return 0, err
	}
	return header[15], nil
}
