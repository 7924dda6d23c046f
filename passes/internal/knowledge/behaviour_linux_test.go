package knowledge

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"syscall"
	"testing"
	"time"
)

// TestFile: a full disk fails each write by itself, and Close knows nothing of it.
func TestFile(t *testing.T) {
	f, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if n, err := f.Write([]byte("hello")); n != 0 || !errors.Is(err, syscall.ENOSPC) {
			t.Errorf("write to a full disk: %d, %v", n, err)
		}
	}
	if err := f.Close(); err != nil {
		t.Errorf("Close tells of a write that failed: %v", err)
	}
	if err := os.WriteFile("/dev/full", []byte("hello"), 0); !errors.Is(err, syscall.ENOSPC) {
		t.Errorf("os.WriteFile: %v", err)
	}
}

// TestFileHole: what is written after a failed write stays, behind a hole.
func TestFileHole(t *testing.T) {
	name := filepath.Join(t.TempDir(), "hole")
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	parts := [][]byte{[]byte("one "), []byte("two "), []byte("three")}
	for i, p := range parts {
		if i == 1 {
			// A write that is refused, as by a quota.
			if _, err := f.WriteAt(p, -1); err == nil {
				t.Fatal("a write at a negative offset went well")
			}
			continue
		}
		f.Write(p)
	}
	if got, _ := os.ReadFile(name); string(got) != "one three" {
		t.Errorf("the file holds %q", got)
	}
}

// TestConnections: when the peer is gone, writes fail soon and for ever; Close knows
// nothing of it.
func TestConnections(t *testing.T) {
	for name, pair := range map[string]func(*testing.T) (net.Conn, net.Conn){
		"net.TCPConn":     func(t *testing.T) (net.Conn, net.Conn) { return dialed(t, "tcp", "127.0.0.1:0") },
		"net.UnixConn":    func(t *testing.T) (net.Conn, net.Conn) { return dialed(t, "unix", filepath.Join(t.TempDir(), "s")) },
		"crypto/tls.Conn": secured,
	} {
		t.Run(name, func(t *testing.T) {
			here, there := pair(t)
			there.Close()
			failed := slices.IndexFunc(make([]int, 100), func(int) bool {
				_, err := here.Write([]byte("hello"))
				time.Sleep(time.Millisecond)
				return err != nil
			})
			if failed < 0 {
				t.Fatal("a hundred writes to a peer that is gone go well")
			}
			for range 3 {
				if _, err := here.Write([]byte("hello")); err == nil {
					t.Error("a write after a failed one goes well")
				}
			}
		})
	}
	r, w := io.Pipe()
	r.CloseWithError(errSink)
	if _, err := w.Write([]byte("hello")); !errors.Is(err, errSink) {
		t.Errorf("io.PipeWriter: %v", err)
	}
	if err := w.Close(); err != nil {
		t.Errorf("Close of an io.PipeWriter: %v", err)
	}
}

func dialed(t *testing.T, network, address string) (here, there net.Conn) {
	l, err := net.Listen(network, address)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	if here, err = net.Dial(network, l.Addr().String()); err != nil {
		t.Fatal(err)
	}
	if there, err = l.Accept(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { here.Close() })
	return here, there
}

func secured(t *testing.T) (here, there net.Conn) {
	s := httptest.NewUnstartedServer(nil)
	s.StartTLS()
	config := s.TLS.Clone()
	s.Close()
	a, b := dialed(t, "tcp", "127.0.0.1:0")
	client, server := tls.Client(a, &tls.Config{InsecureSkipVerify: true}), tls.Server(b, config)
	done := make(chan error, 1)
	go func() { done <- server.Handshake() }()
	if err := errors.Join(client.Handshake(), <-done); err != nil {
		t.Fatal(err)
	}
	return client, server
}

// TestDatagram: each message stands for itself. After a failed one the next may go well.
func TestDatagram(t *testing.T) {
	gone, err := net.ListenUDP("udp", &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1)})
	if err != nil {
		t.Fatal(err)
	}
	address := gone.LocalAddr().(*net.UDPAddr)
	gone.Close()
	c, err := net.DialUDP("udp", nil, address)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	well := 0
	for range 20 {
		if _, err := c.Write([]byte("hello")); err == nil {
			well++
		}
		time.Sleep(time.Millisecond)
	}
	if well == 0 {
		t.Error("no message to nobody goes well")
	}
}

// TestResponse: the server notices that the client is gone and ends the context of the
// request; a loop that does not look writes on.
func TestResponse(t *testing.T) {
	type outcome struct{ failed, ended bool }
	got := make(chan outcome, 1)
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var o outcome
		for range 1000 {
			_, err := w.Write(bytes.Repeat([]byte{' '}, 1<<16))
			o.failed = o.failed || err != nil
		}
		select {
		case <-r.Context().Done():
			o.ended = true
		case <-time.After(10 * time.Second):
		}
		got <- o
	}))
	defer s.Close()
	ctx, cancel := context.WithCancel(t.Context())
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, s.URL, nil)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	cancel()
	resp.Body.Close()
	if o := <-got; !o.failed || !o.ended {
		t.Errorf("writes failed: %v, the context ended: %v", o.failed, o.ended)
	}
}

// TestRaw: a system call takes what there is room for, without an error, and then nothing
// with a count of -1.
func TestRaw(t *testing.T) {
	p := make([]int, 2)
	if err := syscall.Pipe2(p, syscall.O_NONBLOCK); err != nil {
		t.Fatal(err)
	}
	defer syscall.Close(p[0])
	defer syscall.Close(p[1])
	b := make([]byte, 1<<20)
	if n, err := syscall.Write(p[1], b); err != nil || n >= len(b) || n <= 0 {
		t.Errorf("write to a pipe: %d of %d, %v", n, len(b), err)
	}
	if n, err := syscall.Write(p[1], b); n != -1 || !errors.Is(err, syscall.EAGAIN) {
		t.Errorf("write to a full pipe: %d, %v", n, err)
	}
	fds, err := syscall.Socketpair(syscall.AF_UNIX, syscall.SOCK_STREAM|syscall.SOCK_NONBLOCK, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer syscall.Close(fds[0])
	defer syscall.Close(fds[1])
	if n, err := syscall.SendmsgN(fds[0], b, nil, nil, 0); err != nil || n >= len(b) {
		t.Errorf("SendmsgN: %d of %d, %v", n, len(b), err)
	}
}

// TestRawPipe: less than a pipe takes as a whole is written whole or not at all.
func TestRawPipe(t *testing.T) {
	p := make([]int, 2)
	if err := syscall.Pipe2(p, syscall.O_NONBLOCK); err != nil {
		t.Fatal(err)
	}
	defer syscall.Close(p[0])
	defer syscall.Close(p[1])
	b := make([]byte, 512)
	for range 1000 {
		n, err := syscall.Write(p[1], b)
		if n == len(b) && err == nil {
			continue
		}
		if n != -1 || !errors.Is(err, syscall.EAGAIN) {
			t.Fatalf("%d of %d bytes, %v", n, len(b), err)
		}
		return
	}
	t.Error("the pipe is never full")
}
