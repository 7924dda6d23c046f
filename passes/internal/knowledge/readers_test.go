package knowledge

import (
	"archive/tar"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// data is what the readers of the tests hold: less than the buffer that reads it.
var data = bytes.Repeat([]byte("some data, "), 20)

// withData reports whether a reader returns its last bytes together with io.EOF.
func withData(t *testing.T, r io.Reader) bool {
	t.Helper()
	buf := make([]byte, 4*len(data))
	var have []byte
	for range 100 {
		n, err := r.Read(buf)
		have = append(have, buf[:n]...)
		if err == nil {
			continue
		}
		if !errors.Is(err, io.EOF) || !bytes.Equal(have, data) {
			t.Fatalf("%d bytes and %v, want %d and io.EOF", len(have), err, len(data))
		}
		return n > 0
	}
	t.Fatal("it does not end")
	return false
}

// TestEnds holds what the table says of how readers end, on the Go that runs the test.
func TestEnds(t *testing.T) {
	deflate := func(w io.WriteCloser) {
		w.Write(data)
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
	}
	var zipped, zlibbed, flated, archived bytes.Buffer
	deflate(gzip.NewWriter(&zipped))
	deflate(zlib.NewWriter(&zlibbed))
	level, err := flate.NewWriter(&flated, 6)
	if err != nil {
		t.Fatal(err)
	}
	deflate(level)
	pack := tar.NewWriter(&archived)
	if err := pack.WriteHeader(&tar.Header{Name: "x", Size: int64(len(data)), Mode: 0o600}); err != nil {
		t.Fatal(err)
	}
	deflate(pack)
	name := filepath.Join(t.TempDir(), "data")
	if err := os.WriteFile(name, data, 0o600); err != nil {
		t.Fatal(err)
	}
	file, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	unzip, err := gzip.NewReader(&zipped)
	if err != nil {
		t.Fatal(err)
	}
	unzlib, err := zlib.NewReader(&zlibbed)
	if err != nil {
		t.Fatal(err)
	}
	unpack := tar.NewReader(&archived)
	if _, err := unpack.Next(); err != nil {
		t.Fatal(err)
	}
	pipe, in := io.Pipe()
	go func() {
		in.Write(data)
		in.Close()
	}()

	for _, test := range []struct {
		name   string
		reader io.Reader
		row    Reader
	}{
		{"gzip", unzip, readers["compress/gzip"]["Reader"]},
		{"zlib", unzlib, readerMakers["compress/zlib"]["NewReader"]},
		{"flate", flate.NewReader(&flated), readerMakers["compress/flate"]["NewReader"]},
		{"tar", unpack, readers["archive/tar"]["Reader"]},
		{"file", file, readers["os"]["File"]},
		{"section of a file", io.NewSectionReader(file, 0, int64(len(data))+1), readers["io"]["SectionReader"]},
		{"bytes.Reader", bytes.NewReader(data), readers["bytes"]["Reader"]},
		{"bytes.Buffer", bytes.NewBuffer(data), readers["bytes"]["Buffer"]},
		{"strings.Reader", strings.NewReader(string(data)), readers["strings"]["Reader"]},
		{"pipe", pipe, readers["io"]["PipeReader"]},
	} {
		if got, want := withData(t, test.reader), test.row.End == EndWithData; got != want || test.row.End == EndUnknown {
			t.Errorf("%s: bytes come with io.EOF: %t, the table says %d", test.name, got, test.row.End)
		}
	}
}

// TestEndsOfConnections is TestEnds for what needs a peer.
func TestEndsOfConnections(t *testing.T) {
	serve := func(listener net.Listener) {
		conn, err := listener.Accept()
		if err == nil {
			conn.Write(data)
			conn.Close()
		}
	}
	plain, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer plain.Close()
	go serve(plain)
	conn, err := net.Dial("tcp", plain.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if withData(t, conn) || readers["net"]["TCPConn"].End != EndAlone {
		t.Error("a TCP connection returns bytes with io.EOF")
	}

	server := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPost && !withData(t, r.Body) {
			t.Error("the body of a request ends without bytes")
		}
		w.Write(data)
	}))
	defer server.Close()
	for _, body := range []io.Reader{nil, bytes.NewReader(data)} {
		method := http.MethodGet
		if body != nil {
			method = http.MethodPost
		}
		req, err := http.NewRequest(method, server.URL, body)
		if err != nil {
			t.Fatal(err)
		}
		resp, err := server.Client().Do(req)
		if err != nil {
			t.Fatal(err)
		}
		if !withData(t, resp.Body) {
			t.Error("the body of a response ends without bytes")
		}
		resp.Body.Close()
	}
	if readerVars["net/http"]["Response.Body"].End != EndWithData || readerVars["net/http"]["Request.Body"].End != EndWithData {
		t.Error("the table says otherwise of bodies")
	}

	secret, err := tls.Listen("tcp", "127.0.0.1:0", server.TLS)
	if err != nil {
		t.Fatal(err)
	}
	defer secret.Close()
	found := false
	for range 50 {
		go serve(secret)
		config := server.Client().Transport.(*http.Transport).TLSClientConfig.Clone()
		config.MaxVersion = tls.VersionTLS12 // later, the end looks like data until it is decrypted
		conn, err := tls.Dial("tcp", secret.Addr().String(), config)
		if err != nil {
			t.Fatal(err)
		}
		time.Sleep(10 * time.Millisecond) // the end comes with the data if both have arrived
		found = withData(t, conn)
		conn.Close()
		if found {
			break
		}
	}
	if !found || readers["crypto/tls"]["Conn"].End != EndWithData {
		t.Error("a connection of TLS never returned bytes with io.EOF")
	}
}

// TestEndOfCommand is TestEnds for what a command prints.
func TestEndOfCommand(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self, "-test.run=^TestPrint$")
	cmd.Env = append(os.Environ(), "PRINT_DATA=1")
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if withData(t, out) || readerMakers["os/exec"]["Cmd.StdoutPipe"].End != EndAlone {
		t.Error("the output of a command comes with io.EOF")
	}
	if err := cmd.Wait(); err != nil {
		t.Fatal(err)
	}
}

// TestPrint is the command of TestEndOfCommand.
func TestPrint(*testing.T) {
	if os.Getenv("PRINT_DATA") != "" {
		os.Stdout.Write(data)
		os.Exit(0)
	}
}
