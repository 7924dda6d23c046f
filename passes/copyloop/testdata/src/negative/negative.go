// Package negative holds loops that are right.
package negative

import (
	"context"
	"errors"
	"fmt"
	"hash"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"time"
)

// Flushed writes each piece at once.
func Flushed(dst http.ResponseWriter, src io.Reader) error {
	flusher, ok := dst.(http.Flusher)
	buf := make([]byte, 4096)
	for {
		n, err := src.Read(buf)
		if n > 0 {
			if _, err := dst.Write(buf[:n]); err != nil {
				return err
			}
			if ok {
				flusher.Flush()
			}
		}
		if err != nil {
			if err == io.EOF {
				return nil
			}
			return err
		}
	}
}

// Apart tells errors of reading from those of writing.
func Apart(dst io.Writer, src io.Reader) error {
	buf := make([]byte, 4096)
	for {
		n, err := src.Read(buf)
		if n > 0 {
			if _, err := dst.Write(buf[:n]); err != nil {
				return fmt.Errorf("writing: %w", err)
			}
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("reading: %w", err)
		}
	}
}

// Counted says how far it is.
func Counted(dst io.Writer, src io.Reader, progress func(int)) error {
	buf := make([]byte, 4096)
	for {
		n, err := src.Read(buf)
		if n > 0 {
			if _, err := dst.Write(buf[:n]); err != nil {
				return err
			}
			progress(n)
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// Hashed has a sum on the side.
func Hashed(dst io.Writer, src io.Reader, sum hash.Hash) error {
	buf := make([]byte, 4096)
	for {
		n, err := src.Read(buf)
		sum.Write(buf[:n])
		if _, err := dst.Write(buf[:n]); err != nil {
			return err
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// Timed has a deadline for each piece.
func Timed(dst, src net.Conn) error {
	buf := make([]byte, 4096)
	for {
		if err := src.SetReadDeadline(time.Now().Add(time.Minute)); err != nil {
			return err
		}
		n, err := src.Read(buf)
		if n > 0 {
			if _, err := dst.Write(buf[:n]); err != nil {
				return err
			}
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// Stopped ends when the context does.
func Stopped(ctx context.Context, dst io.Writer, src io.Reader) error {
	buf := make([]byte, 4096)
	for ctx.Err() == nil {
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
	return ctx.Err()
}

// Logged tells of the failure.
func Logged(f *os.File, resp *http.Response) {
	buf := make([]byte, 4096)
	for {
		n, err := resp.Body.Read(buf)
		if n > 0 {
			if _, err := f.Write(buf[:n]); err != nil {
				log.Print(err)
				return
			}
		}
		if err != nil {
			if err != io.EOF {
				log.Print(err)
			}
			return
		}
	}
}

// Aborted says so to the client.
func Aborted(w http.ResponseWriter, src io.Reader) {
	buf := make([]byte, 4096)
	for {
		n, err := src.Read(buf)
		if n > 0 {
			if _, err := w.Write(buf[:n]); err != nil {
				return
			}
		}
		if err == io.EOF {
			return
		}
		if err != nil {
			panic(http.ErrAbortHandler)
		}
	}
}

type target struct{ f *os.File }

func (t *target) Write(p []byte) error {
	_, err := t.f.Write(p)
	return err
}

// Finished knows a writer without a count.
func Finished(w *target, f *os.File) error {
	buf := make([]byte, 4096)
	for {
		n, err := f.Read(buf)
		if err != nil && err != io.EOF {
			return err
		}
		if n > 0 {
			if err := w.Write(buf[:n]); err != nil {
				return err
			}
		}
		if err == io.EOF {
			break
		}
	}
	return nil
}

// Pump ends when one side goes.
func Pump(dst, src net.Conn, done chan<- struct{}) {
	defer close(done)
	buf := make([]byte, 4096)
	for {
		n, err := src.Read(buf)
		if n > 0 {
			if _, err := dst.Write(buf[:n]); err != nil {
				return
			}
		}
		if err != nil {
			return
		}
	}
}

// Cut reads a part of the buffer.
func Cut(dst io.Writer, src io.Reader) error {
	all := make([]byte, 4096)
	for {
		buf := all
		n, err := src.Read(buf)
		buf = buf[:n]
		if _, err := dst.Write(buf); err != nil {
			return err
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return errors.New("cannot read")
		}
	}
}
