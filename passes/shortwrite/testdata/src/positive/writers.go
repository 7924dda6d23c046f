package positive

import (
	"bytes"
	"encoding/binary"
	"io"
	"net"
	"net/http"
	"os"
	"syscall"
	"time"

	"google.golang.org/grpc"
)

// Frames are written to whatever the caller has.
func Frames(w io.Writer, frames [][]byte) error {
	for _, frame := range frames {
		binary.Write(w, binary.BigEndian, uint32(len(frame))) // want `the error of binary.Write in this loop is dropped, and of one more: the function can return nil with bytes missing`
		w.Write(frame)
	}
	return nil
}

type store struct {
	backend interface {
		WriteAt(p []byte, off int64) (int, error)
	}
	size int64
}

func (s *store) pad(b []byte) error {
	s.backend.WriteAt(b, s.size) // want `the error of s.backend.WriteAt is dropped: the function can return nil with bytes missing`
	s.size += int64(len(b))
	return nil
}

func alive(w http.ResponseWriter, done chan struct{}) {
	go func() {
		ticker := time.NewTicker(time.Second)
		for {
			select {
			case <-ticker.C:
				w.Write([]byte{' '}) // want `the error of w.Write is dropped: when the peer is gone this loop goes on, and what it writes is lost`
			case <-done:
				return
			}
		}
	}()
}

func pump(c net.Conn, messages <-chan []byte) {
	for m := range messages {
		c.Write(m) // want `the error of c.Write is dropped: when the peer is gone this loop goes on`
	}
}

func stream(s grpc.ServerStream, messages []any) error {
	for _, m := range messages {
		s.SendMsg(m) // want `the error of s.SendMsg in this loop is dropped: the function can return nil with messages missing`
	}
	return nil
}

func raw(fd int, b []byte) error {
	if _, err := syscall.Write(fd, b); err != nil { // want `the count of syscall.Write is dropped: it may write less than it was given, without an error`
		return err
	}
	return nil
}

// What was made of the bytes has another length.
type upper struct{ w io.Writer }

func (u upper) Write(p []byte) (int, error) {
	out := encode(p)
	if _, err := u.w.Write(out); err != nil {
		return 0, err
	}
	return len(out), nil // want `this Write returns len\(out\), which is not the length of the p it was given: the caller sees a short write, or a panic`
}

func encode(p []byte) []byte { return bytes.ReplaceAll(p, []byte("a"), nil) }

type gate struct {
	w    io.Writer
	open bool
}

func (g *gate) Write(p []byte) (int, error) {
	if !g.open {
		return 0, nil // want `this Write returns 0 and no error though it was given p: io.Copy and bufio take that for a failure`
	}
	return g.w.Write(p)
}

var _ = os.Stdout
