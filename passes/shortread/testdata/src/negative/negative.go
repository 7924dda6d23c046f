// Package negative holds reads that are right.
package negative

import (
	"bytes"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"io"
	"log"
	mathrand "math/rand"
	"net"
	"os"
	"strings"
	"sync"
	"syscall"
)

var errShort = errors.New("short")

// Full fills the buffer.
func Full(r io.Reader) (uint32, error) {
	header := make([]byte, 4)
	if _, err := io.ReadFull(r, header); err != nil {
		return 0, err
	}
	return binary.BigEndian.Uint32(header), nil
}

// Byte reads one, or none with an error.
func Byte(r io.Reader) (byte, error) {
	var buf [1]byte
	_, err := r.Read(buf[:])
	return buf[0], err
}

// Part reads one byte of a buffer.
func Part(r io.Reader, buf []byte, i int) error {
	_, err := r.Read(buf[i : i+1])
	return err
}

// Gone waits until the peer is gone.
func Gone(conn net.Conn, done func()) {
	buf := make([]byte, 64)
	for {
		if _, err := conn.Read(buf); err != nil {
			done()
			return
		}
	}
}

// Drain throws away what is there.
func Drain(r io.Reader, most int64) error {
	var buf [512]byte
	for most > 0 {
		b := buf[:]
		if most < int64(len(b)) {
			b = buf[:most]
		}
		if _, err := r.Read(b); err != nil {
			return err
		}
		most -= int64(len(b))
	}
	return nil
}

var (
	buffers  = sync.Pool{New: func() any { return make([]byte, 512) }}
	pointers = sync.Pool{New: func() any { return new([512]byte) }}
)

// Pooled throws away what comes, into a buffer that is used again.
func Pooled(conn net.Conn) {
	buf := buffers.Get().([]byte)
	defer buffers.Put(buf)
	for {
		if _, err := conn.Read(buf); err != nil {
			return
		}
	}
}

// Given gives the buffer back itself.
func Given(conn net.Conn) error {
	buf := pointers.Get().(*[512]byte)
	_, err := conn.Read(buf[:])
	pointers.Put(buf)
	return err
}

// Random never reads less.
func Random(rnd *mathrand.Rand) ([]byte, error) {
	key, salt := make([]byte, 32), make([]byte, 8)
	rnd.Read(salt)
	_, err := rand.Reader.Read(key)
	return append(key, salt...), err
}

// Memory is short at its end alone.
func Memory(text string) []byte {
	buf := make([]byte, 8)
	strings.NewReader(text).Read(buf)
	return buf
}

// Left is as long as what is left.
func Left(b *bytes.Buffer) []byte {
	rest := make([]byte, b.Len())
	_, _ = b.Read(rest)
	return rest
}

type reader struct{ r io.Reader }

// Read answers for another reader.
func (x *reader) Read(p []byte) (int, error) { return x.r.Read(p) }

type counted struct {
	reader
	calls int
}

// Read hands on the count too, though one cannot see it.
func (x *counted) Read(p []byte) (n int, err error) {
	x.calls++
	n, err = x.r.Read(p)
	return
}

type exact struct{ r io.Reader }

// Read fills the buffer.
func (x *exact) Read(p []byte) (int, error) { return io.ReadFull(x.r, p) }

// Exact reads from a type that fills the buffer.
func Exact(r io.Reader) (string, error) {
	x := &exact{r}
	buf := make([]byte, 16)
	_, err := x.Read(buf)
	return string(buf), err
}

type block struct {
	data []byte
	at   int
}

func (b *block) Read(p []byte) (int, error) {
	n := copy(p, b.data[b.at:])
	b.at += n
	if n == 0 {
		return 0, io.EOF
	}
	return n, nil
}

// Own reads from memory too.
func Own(b *block) ([]byte, error) {
	buf := make([]byte, 16)
	_, err := b.Read(buf)
	return buf, err
}

// At says by its error that it read less.
func At(r io.ReaderAt) ([]byte, error) {
	buf := make([]byte, 16)
	_, err := r.ReadAt(buf, 0)
	return buf, err
}

// Datagram is read whole.
func Datagram(conn *net.UDPConn) ([]byte, error) {
	buf := make([]byte, 64)
	_, err := conn.Read(buf)
	return buf, err
}

// Dialed too.
func Dialed(addr string) ([]byte, error) {
	conn, err := net.Dial("udp", addr)
	if err != nil {
		return nil, err
	}
	defer conn.Close()
	buf := make([]byte, 64)
	n, err := conn.Read(buf)
	if err != nil {
		return nil, err
	}
	if n != len(buf) {
		return nil, errShort
	}
	return buf, nil
}

// Counter is a descriptor of the kernel, which has eight bytes.
func Counter(fd int) (uint64, error) {
	var buf [8]byte
	_, err := syscall.Read(fd, buf[:])
	return binary.NativeEndian.Uint64(buf[:]), err
}

// Whole file: it is short at its end alone.
func Whole(f *os.File) ([]byte, error) {
	buf := make([]byte, 16)
	n, err := f.Read(buf)
	if err != nil {
		return nil, err
	}
	if n != len(buf) {
		return nil, errShort
	}
	return buf, nil
}

// Least asks for a few bytes of many.
func Least(r io.Reader) ([]byte, error) {
	buf := make([]byte, 1500)
	n, err := r.Read(buf)
	if err != nil {
		return nil, err
	}
	if n < 4 {
		return nil, errShort
	}
	return buf[:n], nil
}

// First handles the bytes, then the error.
func First(r io.Reader) ([]byte, error) {
	var data []byte
	buf := make([]byte, 512)
	for {
		n, err := r.Read(buf)
		data = append(data, buf[:n]...)
		if err == io.EOF {
			return data, nil
		}
		if err != nil {
			return nil, err
		}
	}
}

// Guarded leaves when there is nothing.
func Guarded(r io.Reader, handle func([]byte)) {
	buf := make([]byte, 512)
	for {
		n, err := r.Read(buf)
		if n == 0 && err != nil {
			return
		}
		handle(buf[:n])
		if err != nil {
			log.Print(err)
			return
		}
	}
}

// After handles the bytes behind the loop.
func After(r io.Reader, handle func([]byte)) error {
	buf := make([]byte, 512)
	var n int
	var err error
	for {
		n, err = r.Read(buf)
		if err != nil {
			break
		}
		handle(buf[:n])
	}
	handle(buf[:n])
	return err
}

// Each reads from another reader in each turn.
func Each(files []*os.File, handle func([]byte)) {
	buf := make([]byte, 512)
	for _, f := range files {
		n, err := f.Read(buf)
		if err != nil {
			continue
		}
		handle(buf[:n])
	}
}

type random struct{}

func (random) Read(p []byte, seed int) {}

// Namesake has a method of that name, and a variable by that of a package.
func Namesake(io random) []byte {
	buf := make([]byte, 8)
	io.Read(buf, 1)
	return buf
}

// Caller learns that the conversation is over.
func Caller(conn net.Conn, handle func([]byte)) error {
	buf := make([]byte, 512)
	for {
		n, err := conn.Read(buf)
		if err != nil {
			return err
		}
		handle(buf[:n])
	}
}

type peeked struct {
	net.Conn
	first *bytes.Buffer
}

func (p *peeked) Read(b []byte) (int, error) {
	if p.first.Len() > 0 {
		return p.first.Read(b)
	}
	return p.Conn.Read(b)
}

// Peeked is a conversation whose first bytes are known.
func Peeked(conn net.Conn, first []byte, handle func([]byte)) error {
	p := &peeked{conn, bytes.NewBuffer(first)}
	buf := make([]byte, 512)
	for {
		n, err := p.Read(buf)
		if err != nil {
			return err
		}
		handle(buf[:n])
	}
}

type frame interface {
	io.ReadWriter
	Len() int
}

// Framed has what it reads in memory, and knows how much that is.
func Framed(f frame, size int) ([]byte, error) {
	if size > f.Len() {
		return nil, errShort
	}
	data := make([]byte, size)
	_, err := f.Read(data)
	return data, err
}
