package positive

import (
	"errors"
	"fmt"
	in "io"
	"net"
)

var errShort = errors.New("short")

// Short takes fewer bytes for an error.
func Short(r in.Reader) ([]byte, error) {
	buf := make([]byte, 16)
	n, err := r.Read(buf) // want `^r\.Read: it may read less than fits into buf, which is no error but is taken for one at line 20$`
	if err != nil {
		return nil, err
	}
	if n != len(buf) {
		return nil, fmt.Errorf("%d bytes, want %d", n, len(buf))
	}
	return buf, nil
}

// Less compares with the number that the buffer was made with.
func Less(conn net.Conn) ([]byte, error) {
	buf := make([]byte, 16)
	n, err := conn.Read(buf) // want `taken for one at line 33$`
	if err != nil {
		return nil, err
	}
	if n < 16 {
		return nil, errShort
	}
	return buf, nil
}

// Sized compares with the variable.
func Sized(r in.Reader, size uint32) ([]byte, error) {
	data := make([]byte, size)
	n, err := r.Read(data) // want `taken for one at line 43$`
	if err != nil || n != int(size) {
		return nil, errShort
	}
	return data, nil
}

type log struct {
	r    in.Reader
	size []byte
}

func open(r in.Reader) *log {
	l := &log{r: r}
	l.size = make([]byte, 4)
	return l
}

func (l *log) next() (data []byte, err error) {
	var n int
	for {
		n, err = l.r.Read(l.size) // want `taken for one at line 67$`
		if err != nil {
			return
		}
		if n != 4 {
			return nil, fmt.Errorf("size %d bytes, expected 4 bytes", n)
		}
		if l.size[0] == 0 {
			continue
		}
		return l.size, nil
	}
}
