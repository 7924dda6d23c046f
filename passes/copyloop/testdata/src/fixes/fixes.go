// Package fixes holds loops that io.CopyBuffer can stand for, and some that it cannot.
package fixes

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
)

var errStopped = errors.New("stopped")

func plain(dst io.Writer, src io.Reader) error {
	buf := make([]byte, 4096)
	for { // want "does what io.CopyBuffer does"
		n, err := src.Read(buf)
		if n > 0 {
			if _, err := dst.Write(buf[:n]); err != nil {
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

func breaks(dst *os.File, src net.Conn) error {
	var buf [4096]byte
	for { // want "does what io.CopyBuffer does"
		nr, er := src.Read(buf[:])
		if nr > 0 {
			_, ew := dst.Write(buf[:nr])
			if ew != nil {
				return fmt.Errorf("copying to %s: %w", dst.Name(), ew)
			}
		}
		if er != nil {
			if er == io.EOF {
				break
			}
			return fmt.Errorf("copying to %s: %w", dst.Name(), er)
		}
	}
	return dst.Sync()
}

func tail(dst io.Writer, src io.Reader) error {
	buf := make([]byte, 32*1024)
	for { n, err := src.Read(buf) // want "come with io.EOF are lost"
		if errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return err
		}
		if _, err := dst.Write(buf[:n]); err != nil {
			return err
		}
	}
	return nil
}

func short(dst io.Writer, src io.Reader) error {
	buf := make([]byte, 4096)
	for { // want "does what io.CopyBuffer does"
		n, err := src.Read(buf)
		if n > 0 {
			m, err := dst.Write(buf[:n])
			if err != nil {
				return err
			}
			if m != n {
				return io.ErrShortWrite
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

func commented(dst io.Writer, src io.Reader) error {
	buf := make([]byte, 4096)
	for { // want "does what io.CopyBuffer does"
		n, err := src.Read(buf)
		if n > 0 {
			// The peer may be gone.
			if _, err := dst.Write(buf[:n]); err != nil {
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

func labeled(dst io.Writer, src io.Reader) error {
	buf := make([]byte, 4096)
loop:
	for { // want "does what io.CopyBuffer does"
		n, err := src.Read(buf)
		if n > 0 {
			if _, err := dst.Write(buf[:n]); err != nil {
				return err
			}
		}
		switch {
		case err == io.EOF:
			break loop
		case err != nil:
			return err
		}
	}
	return nil
}

type writer struct{ n int }

func (w *writer) Write(p []byte) (int, error) {
	w.n += len(p)
	return len(p), nil
}

func addressed(src io.Reader) (int, error) {
	var w bytes.Buffer
	buf := make([]byte, 4096)
	for { // want "does what io.CopyBuffer does"
		n, err := src.Read(buf)
		if n > 0 {
			if _, err := w.Write(buf[:n]); err != nil {
				return 0, err
			}
		}
		if err == io.EOF {
			break
		}
		if err != nil {
			return 0, err
		}
	}
	return w.Len(), nil
}

// messages writes to a type of its own, to which each write may be a message.
func messages(src io.Reader) (int, error) {
	var w writer
	buf := make([]byte, 4096)
	for {
		n, err := src.Read(buf)
		if n > 0 {
			if _, err := w.Write(buf[:n]); err != nil {
				return 0, err
			}
		}
		if err == io.EOF {
			break
		}
		if err != nil {
			return 0, err
		}
	}
	return w.n, nil
}

func counted(dst io.Writer, src io.Reader) error {
	buf := make([]byte, 4096)
	for {
		n, err := src.Read(buf)
		if n > 0 {
			if _, err := dst.Write(buf[:n]); err != nil {
				return err
			}
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("after %d: %w", n, err)
		}
	}
}
