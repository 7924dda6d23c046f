// Package reads has a small function for each thing that is known of a read.
package reads

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
)

func returned(r io.Reader, p []byte) (int, error) {
	return r.Read(p) // want `^stops$`
}

func dropped(r io.Reader) (string, error) {
	p := make([]byte, 10)
	_, err := r.Read(p) // want `^dropped, size 10, ignored$`
	return string(p), err
}

func apart(r io.Reader) (uint16, error) {
	var p [12]byte
	if _, err := r.Read(p[2:4]); err != nil { // want `^dropped, size 2, apart, stops$`
		return 0, err
	}
	return binary.BigEndian.Uint16(p[2:4]), nil
}

func told(r io.Reader) (string, error) {
	p := make([]byte, 10)
	_, err := r.Read(p) // want `^dropped, size 10, told$`
	switch {
	case errors.Is(err, io.EOF):
		return "", nil
	case err != nil:
		return "", err
	}
	return string(p), nil
}

func one(r io.Reader, p []byte, i int) (byte, error) {
	_, err := r.Read(p[i : i+1]) // want `^size 1, ignored$`
	return p[i], err
}

func waits(r io.Reader) {
	p := make([]byte, 10)
	r.Read(p) // want `^size 10, ignored$`
}

func measured(f *os.File, n int) ([]byte, error) {
	p := make([]byte, n)
	_, err := f.Read(p) // want `^dropped\?, ignored$`
	return p, err
}

func short(r io.Reader) (p []byte, err error) {
	p = make([]byte, 10)
	n, err := r.Read(p) // want `^short, size 10, stops$`
	if err != nil {
		return nil, err
	}
	if n < 10 {
		panic("short")
	}
	return p, nil
}

func least(r io.Reader) ([]byte, error) {
	p := make([]byte, 10)
	n, err := r.Read(p) // want `^size 10, stops$`
	if err != nil {
		return nil, err
	}
	if n < 4 {
		return nil, io.ErrUnexpectedEOF
	}
	return p[:n], nil
}

func again(r io.Reader) ([]byte, error) {
	p := make([]byte, 10)
	for {
		n, err := r.Read(p) // want `^size 10, stops$`
		if err != nil && n == 0 {
			return nil, err
		}
		if n == len(p) {
			return p, nil
		}
	}
}

func tail(r io.Reader, use func([]byte)) {
	p := make([]byte, 10)
	for {
		n, err := r.Read(p) // want `^tail, size 10, stops$`
		if err != nil {
			break
		}
		use(p[:n])
	}
}

func swapped(r io.Reader, use func([]byte)) {
	p := make([]byte, 10)
	for ok := true; ok; {
		n, err := r.Read(p) // want `^tail, size 10, stops$`
		if ok = err == nil; ok {
			use(p[:n])
		}
	}
}

func fragile(f *os.File, use func([]byte)) {
	p := make([]byte, 10)
	for {
		n, err := f.Read(p) // want `^tail\?, size 10, stops$`
		if err != nil {
			break
		}
		use(p[:n])
	}
}

type parser struct {
	r        io.Reader
	p        []byte
	from, to int
}

// The bytes are in the buffer, and the count says so.
func (x *parser) fill() error {
	for x.to < len(x.p) {
		n, err := x.r.Read(x.p[x.to:]) // want `^stops$`
		x.to += n
		if err != nil {
			return err
		}
	}
	return nil
}

func sum(r io.Reader) (sum int) {
	var p [10]byte
	for {
		n, err := r.Read(p[:]) // want `^size 10, ignored$`
		for _, b := range p[:n] {
			sum += int(b)
		}
		if err != nil {
			return sum
		}
	}
}

func stale(w io.Writer, r io.Reader) error {
	p := make([]byte, 10)
	for {
		n, err := r.Read(p) // want `^stale, size 10, told$`
		if n > 0 {
			if _, err := w.Write(p); err != nil {
				return err
			}
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%d: %w", n, err)
		}
	}
}

func eof(w io.Writer, r io.Reader) error {
	p := make([]byte, 10)
	for {
		n, err := r.Read(p) // want `^eof\?, size 10, ignored$`
		if _, err := w.Write(p[:n]); err != nil {
			return err
		}
		if err != nil {
			return err
		}
	}
}

func expected(w io.Writer, r io.Reader) error {
	for {
		if err := some(w, r); err != io.EOF {
			return err
		}
	}
}

func some(w io.Writer, r io.Reader) error {
	p := make([]byte, 10)
	for {
		n, err := r.Read(p) // want `^size 10, ignored$`
		if _, err := w.Write(p[:n]); err != nil {
			return err
		}
		if err != nil {
			return err
		}
	}
}

func hidden(w io.Writer, r *http.Request) error {
	p := make([]byte, 10)
	for {
		n, err := r.Body.Read(p) // want `^hidden, size 10, ignored$`
		if _, err := w.Write(p[:n]); err != nil {
			return err
		}
		if err != nil {
			return nil
		}
	}
}

func gone(w io.Writer, c net.Conn) error {
	p := make([]byte, 10)
	for {
		n, err := c.Read(p) // want `^size 10, ignored$`
		if _, err := w.Write(p[:n]); err != nil {
			return err
		}
		if err != nil {
			return nil
		}
	}
}

func byhand(w io.Writer, r io.Reader) error {
	p := make([]byte, 10)
	for {
		n, err := r.Read(p) // want `^byhand, size 10, told$`
		if n != 0 {
			if _, err := w.Write(p[:n]); err != nil {
				return err
			}
		}
		if err == io.EOF {
			break
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func counts(w io.Writer, r io.Reader) (total int, err error) {
	p := make([]byte, 10)
	for {
		n, err := r.Read(p) // want `^size 10, told$`
		if n > 0 {
			if _, err := w.Write(p[:n]); err != nil {
				return total, err
			}
			total += n
		}
		if err == io.EOF {
			return total, nil
		}
		if err != nil {
			return total, err
		}
	}
}
