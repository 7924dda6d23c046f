// Package stream has readers and writers that do what io.Reader and io.Writer allow, and
// some that fail.
package stream

import (
	"bytes"
	"io"
	"strings"
	"testing/iotest"

	"gauntlet.example/load"
)

// Text is n lines.
func Text(n int) string { return strings.Repeat("a line of some length\n", n) }

// Plain returns its end alone.
func Plain(text string) io.Reader { return strings.NewReader(text) }

// WithEnd returns its last bytes together with io.EOF.
func WithEnd(text string) io.Reader { return iotest.DataErrReader(strings.NewReader(text)) }

// ByByte returns one byte at a time.
func ByByte(text string) io.Reader { return iotest.OneByteReader(strings.NewReader(text)) }

// Failing returns text, then load.ErrOdd.
func Failing(text string) io.Reader {
	return io.MultiReader(strings.NewReader(text), iotest.ErrReader(load.ErrOdd))
}

// FailingWithData returns the last bytes of text together with load.ErrOdd.
func FailingWithData(text string) io.Reader {
	return &failing{data: []byte(text)}
}

type failing struct{ data []byte }

func (f *failing) Read(p []byte) (int, error) {
	n := copy(p, f.data)
	f.data = f.data[n:]
	if len(f.data) == 0 {
		return n, load.ErrOdd
	}
	return n, nil
}

// All are the readers that do not fail.
func All(text string) []io.Reader {
	return []io.Reader{Plain(text), WithEnd(text), ByByte(text), iotest.HalfReader(strings.NewReader(text)), bytes.NewBufferString(text)}
}

// A Room has a place for so many bytes, then fails with load.ErrOdd.
type Room struct {
	Left int
	Data []byte
}

func (r *Room) Write(p []byte) (int, error) {
	n := min(len(p), r.Left)
	r.Data = append(r.Data, p[:n]...)
	r.Left -= n
	if n < len(p) {
		return n, load.ErrOdd
	}
	return n, nil
}

// A Short writes less than it is given, now and then, and does not say so.
type Short struct {
	Data  []byte
	calls int
}

func (s *Short) Write(p []byte) (int, error) {
	s.calls++
	n := len(p)
	if s.calls == 3 {
		n--
	}
	s.Data = append(s.Data, p[:n]...)
	return n, nil
}
