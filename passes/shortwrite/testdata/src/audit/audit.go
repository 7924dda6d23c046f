package audit

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"os"
)

// The last error of a loop that ends.
func last(f *os.File, rows []string) (err error) {
	for _, row := range rows {
		_, err = f.WriteString(row) // want `the error of f.WriteString is overwritten in each turn of the loop`
	}
	return err
}

func connection(c net.Conn, parts [][]byte) {
	for _, p := range parts {
		c.Write(p) // want `the error of c.Write in this loop is dropped: when the peer is gone the rest is lost`
	}
}

func events(w io.Writer, in chan any) error {
	enc := json.NewEncoder(w)
	for e := range in {
		enc.Encode(e) // want `the error of enc.Encode in this loop is dropped: the function can return nil with bytes missing`
	}
	return nil
}

func fileOrTerminal(path string, rows []string) error {
	out := os.Stdout
	if path != "" {
		f, err := os.Create(path)
		if err != nil {
			return err
		}
		out = f
	}
	for _, row := range rows {
		fmt.Fprintln(out, row) // want `the error of fmt.Fprintln in this loop is dropped: out keeps a hole`
	}
	return nil
}

func buffered(w io.Writer, rows []string) error {
	b := bufio.NewWriter(w)
	for _, row := range rows {
		b.WriteString(row)
	}
	b.Flush() // want `the error of b.Flush is dropped, and of one more: it alone tells that a write to b failed`
	return nil
}

func flush(f *os.File) error {
	_, err := f.WriteString("page")
	return err
}

func pages(f *os.File, n int) {
	for range n {
		flush(f) // want `the error of flush in this loop is dropped: it writes to a file, and nobody learns that a write failed`
	}
}

// What there was room for.
type fixed struct{ buf []byte }

func (x *fixed) Write(p []byte) (int, error) {
	n := copy(x.buf, p)
	x.buf = x.buf[n:]
	return n, nil // want `this Write returns what there was room for, without an error when that is less than len\(p\)`
}
