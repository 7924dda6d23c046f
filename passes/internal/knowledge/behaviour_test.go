package knowledge

import (
	"archive/tar"
	"archive/zip"
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/lzw"
	"compress/zlib"
	"crypto/aes"
	"crypto/cipher"
	"crypto/sha256"
	"crypto/sha3"
	"encoding/ascii85"
	"encoding/base32"
	"encoding/base64"
	"encoding/csv"
	"encoding/gob"
	"encoding/hex"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"hash"
	"hash/crc32"
	"hash/crc64"
	"hash/maphash"
	"io"
	"maps"
	"mime/multipart"
	"mime/quotedprintable"
	"net/http/httputil"
	"slices"
	"strings"
	"testing"
	"text/tabwriter"
)

var errSink = errors.New("the sink failed")

// failOnce fails its first write and takes all that follow, as a disk does on which
// somebody has made room: who tells of the failure later has kept it.
type failOnce struct {
	failed bool
}

func (f *failOnce) Write(p []byte) (int, error) {
	if !f.failed {
		f.failed = true
		return 0, errSink
	}
	return len(p), nil
}

// Each buffer of the layers is smaller than that.
var much = []byte(strings.Repeat("0123456789abcdef\n", 20000))

// A trial is how one layer is used: made over a sink, written to, finished.
type trial struct {
	make   func(io.Writer) any
	write  func(any) error
	finish map[string]func(any) error
}

func plain(w any) error  { _, err := w.(io.Writer).Write(much); return err }
func closes(w any) error { return w.(io.Closer).Close() }
func flushes(w any) error {
	return w.(interface{ Flush() error }).Flush()
}

// random does not get smaller by compression.
func random(w any) error {
	var key [16]byte
	block, err := aes.NewCipher(key[:])
	if err != nil {
		return err
	}
	p := bytes.Clone(much)
	cipher.NewCTR(block, key[:]).XORKeyStream(p, p)
	_, err = w.(io.Writer).Write(p)
	return err
}

var trials = map[string]trial{
	"bufio.NewWriter":     {func(w io.Writer) any { return bufio.NewWriter(w) }, plain, map[string]func(any) error{"Flush": flushes}},
	"bufio.NewWriterSize": {func(w io.Writer) any { return bufio.NewWriterSize(w, 64) }, plain, map[string]func(any) error{"Flush": flushes}},
	"encoding/csv.NewWriter": {func(w io.Writer) any { return csv.NewWriter(w) },
		func(w any) error { return w.(*csv.Writer).Write([]string{string(much), "x"}) },
		map[string]func(any) error{"Error": func(w any) error { w.(*csv.Writer).Flush(); return w.(*csv.Writer).Error() }}},
	"compress/gzip.NewWriter":      {func(w io.Writer) any { return gzip.NewWriter(w) }, random, map[string]func(any) error{"Close": closes, "Flush": flushes}},
	"compress/gzip.NewWriterLevel": {func(w io.Writer) any { z, _ := gzip.NewWriterLevel(w, 1); return z }, random, map[string]func(any) error{"Close": closes, "Flush": flushes}},
	"compress/flate.NewWriter":     {func(w io.Writer) any { z, _ := flate.NewWriter(w, 1); return z }, random, map[string]func(any) error{"Close": closes, "Flush": flushes}},
	"compress/flate.NewWriterDict": {func(w io.Writer) any { z, _ := flate.NewWriterDict(w, 1, much[:9]); return z }, random, map[string]func(any) error{"Close": closes, "Flush": flushes}},
	"compress/zlib.NewWriter":      {func(w io.Writer) any { return zlib.NewWriter(w) }, random, map[string]func(any) error{"Close": closes, "Flush": flushes}},
	"compress/zlib.NewWriterLevel": {func(w io.Writer) any { z, _ := zlib.NewWriterLevel(w, 1); return z }, random, map[string]func(any) error{"Close": closes, "Flush": flushes}},
	"compress/zlib.NewWriterLevelDict": {func(w io.Writer) any { z, _ := zlib.NewWriterLevelDict(w, 1, much[:9]); return z }, random,
		map[string]func(any) error{"Close": closes, "Flush": flushes}},
	"compress/lzw.NewWriter": {func(w io.Writer) any { return lzw.NewWriter(w, lzw.LSB, 8) }, random, map[string]func(any) error{"Close": closes}},
	"archive/tar.NewWriter": {func(w io.Writer) any { return tar.NewWriter(w) },
		func(w any) error { return w.(*tar.Writer).WriteHeader(&tar.Header{Name: "a", Mode: 0o600}) },
		map[string]func(any) error{"Close": closes, "Flush": flushes}},
	"archive/zip.NewWriter": {func(w io.Writer) any { return zip.NewWriter(w) },
		func(w any) error {
			part, err := w.(*zip.Writer).Create("a")
			if err != nil {
				return err
			}
			return random(part)
		}, map[string]func(any) error{"Close": closes, "Flush": flushes}},
	"encoding/base64.NewEncoder":  {func(w io.Writer) any { return base64.NewEncoder(base64.StdEncoding, w) }, plain, map[string]func(any) error{"Close": closes}},
	"encoding/base32.NewEncoder":  {func(w io.Writer) any { return base32.NewEncoder(base32.StdEncoding, w) }, plain, map[string]func(any) error{"Close": closes}},
	"encoding/ascii85.NewEncoder": {func(w io.Writer) any { return ascii85.NewEncoder(w) }, plain, map[string]func(any) error{"Close": closes}},
	"encoding/xml.NewEncoder": {func(w io.Writer) any { return xml.NewEncoder(w) },
		func(w any) error { return w.(*xml.Encoder).Encode(string(much)) }, map[string]func(any) error{"Close": closes, "Flush": flushes}},
	"encoding/json.NewEncoder": {func(w io.Writer) any { return json.NewEncoder(w) }, func(w any) error { return w.(*json.Encoder).Encode("a") }, nil},
	"encoding/hex.NewEncoder":  {func(w io.Writer) any { return hex.NewEncoder(w) }, plain, nil},

	"encoding/hex.Dumper":                {func(w io.Writer) any { return hex.Dumper(w) }, plain, map[string]func(any) error{"Close": closes}},
	"encoding/gob.NewEncoder":            {func(w io.Writer) any { return gob.NewEncoder(w) }, func(w any) error { return w.(*gob.Encoder).Encode("a") }, nil},
	"text/tabwriter.NewWriter":           {func(w io.Writer) any { return tabwriter.NewWriter(w, 1, 1, 1, ' ', 0) }, func(w any) error { _, err := w.(io.Writer).Write([]byte("a\tb\n\n")); return err }, map[string]func(any) error{"Flush": flushes}},
	"io.MultiWriter":                     {func(w io.Writer) any { return io.MultiWriter(w) }, plain, nil},
	"io.NewOffsetWriter":                 {func(w io.Writer) any { return io.NewOffsetWriter(at{w}, 0) }, plain, nil},
	"mime/multipart.NewWriter":           {func(w io.Writer) any { return multipart.NewWriter(w) }, func(w any) error { return w.(*multipart.Writer).WriteField("a", "b") }, map[string]func(any) error{"Close": closes}},
	"net/http/httputil.NewChunkedWriter": {func(w io.Writer) any { return httputil.NewChunkedWriter(w) }, plain, map[string]func(any) error{"Close": closes}},
	"mime/quotedprintable.NewWriter":     {func(w io.Writer) any { return quotedprintable.NewWriter(w) }, plain, nil},
}

type at struct{ io.Writer }

func (a at) WriteAt(p []byte, _ int64) (int, error) { return a.Write(p) }

// TestLayers: a layer over a sink that fails once does what its row says: a sticky one
// makes the next write fail too, and each method that finishes it tells of the failure; of
// the others something comes back without an error.
func TestLayers(t *testing.T) {
	var rows []string
	for path, names := range makers {
		for name := range names {
			rows = append(rows, path+"."+name)
		}
	}
	slices.Sort(rows)
	if tried := slices.Sorted(maps.Keys(trials)); !slices.Equal(rows, tried) {
		t.Fatalf("rows %q\ntried %q", rows, tried)
	}
	for path, names := range makers {
		for name, row := range names {
			t.Run(path+"."+name, func(t *testing.T) {
				tr := trials[path+"."+name]
				if row.Sticky {
					sticky(t, row, tr)
				} else {
					forgets(t, tr)
				}
			})
		}
	}
}

func sticky(t *testing.T, row Maker, tr trial) {
	w := tr.make(&failOnce{})
	if first, second := tr.write(w), tr.write(w); first == nil && second == nil {
		t.Error("two writes over a sink that fails go well")
	} else if first != nil && second == nil {
		t.Error("the write after a failed one goes well")
	}
	for _, name := range row.Finish {
		f := tr.finish[name]
		if f == nil {
			t.Fatalf("%s is not tried", name)
		}
		w := tr.make(&failOnce{})
		if _, err := tr.write(w), tr.write(w); err == nil {
			t.Log("the second write buffers")
		}
		if f(w) == nil {
			t.Errorf("%s does not tell of a failed write", name)
		}
	}
	if len(row.Finish) != len(tr.finish) {
		t.Errorf("finished by %d methods, tried %d", len(row.Finish), len(tr.finish))
	}
}

// forgets: after a failure something goes well that a sticky writer would refuse.
func forgets(t *testing.T, tr trial) {
	defer func() {
		if recover() != nil {
			t.Log("the write after a failed one panics")
		}
	}()
	w := tr.make(&failOnce{})
	tr.write(w)
	forgotten := tr.write(w) == nil
	for _, f := range tr.finish {
		forgotten = f(w) == nil || forgotten
	}
	if !forgotten {
		t.Error("it keeps its error: it is sticky")
	}
}

// TestMemory: what the table says cannot fail does not, with more than any buffer holds.
func TestMemory(t *testing.T) {
	var hashes maphash.Hash
	for name, w := range map[string]io.Writer{
		"bytes.Buffer": &bytes.Buffer{}, "strings.Builder": &strings.Builder{}, "hash/maphash.Hash": &hashes,
		"hash.Hash": sha256.New(), "hash.Hash32": crc32.NewIEEE(), "hash.Hash64": crc64.New(crc64.MakeTable(crc64.ISO)),
		"crypto/sha3.SHA3": sha3.New256(), "crypto/sha3.SHAKE": sha3.NewSHAKE128(), "io.Discard": io.Discard,
	} {
		for range 3 {
			if n, err := w.Write(much); n != len(much) || err != nil {
				t.Errorf("%s: %d, %v", name, n, err)
			}
		}
	}
	if text := fmt.Sprintf("%v", stateWriter{t}); len(text) != len(much) {
		t.Errorf("fmt.State took %d of %d bytes", len(text), len(much))
	}
	var _ hash.Hash = sha256.New()
}

type stateWriter struct{ t *testing.T }

func (s stateWriter) Format(f fmt.State, _ rune) {
	if n, err := f.Write(much); n != len(much) || err != nil {
		s.t.Errorf("fmt.State: %d, %v", n, err)
	}
}

// short takes less than it is given, and says nothing.
type short struct{}

func (short) Write(p []byte) (int, error) { return min(3, len(p)), nil }

// TestBrokenContract: who is told by a writer that breaks the contract, and who is not.
// That a finding of kind contract matters rests on the latter.
func TestBrokenContract(t *testing.T) {
	for name, tc := range map[string]struct {
		write   func(io.Writer) error
		notices bool
	}{
		"io.Copy":        {func(w io.Writer) error { _, err := io.Copy(w, strings.NewReader("hello")); return err }, true},
		"bufio.Writer":   {func(w io.Writer) error { b := bufio.NewWriter(w); b.WriteString("hello"); return b.Flush() }, true},
		"io.MultiWriter": {func(w io.Writer) error { _, err := io.MultiWriter(w).Write([]byte("hello")); return err }, true},
		"fmt.Fprint":     {func(w io.Writer) error { _, err := fmt.Fprint(w, "hello"); return err }, false},
		"io.WriteString": {func(w io.Writer) error { _, err := io.WriteString(w, "hello"); return err }, false},
		"json.Encoder":   {func(w io.Writer) error { return json.NewEncoder(w).Encode("hello") }, false},
		"gzip.Writer":    {func(w io.Writer) error { z := gzip.NewWriter(w); z.Write([]byte("hello")); return z.Close() }, false},
	} {
		if err := tc.write(short{}); (err != nil) != tc.notices {
			t.Errorf("%s: %v", name, err)
		}
	}
}
