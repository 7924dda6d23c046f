package positive

import (
	"bufio"
	"compress/gzip"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"os"
	str "strings"
)

func export(path string, rows [][]byte) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	for _, row := range rows {
		f.Write(row) // want `the error of f.Write in this loop is dropped: f keeps a hole when it fails, and Close does not tell`
	}
	return f.Close()
}

func exportBlank(path string, rows []string) {
	f, err := os.Create(path)
	if err != nil {
		return
	}
	defer f.Close()
	for _, row := range rows {
		_, _ = f.WriteString(row)       // want `the error of f.WriteString in this loop is dropped, and of 2 more: f keeps a hole`
		n, _ := f.WriteString("\n")     // one of the two more
		fmt.Fprintf(f, "%d bytes\n", n) // the other
	}
}

func once(path string, b []byte) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	f.Write(b) // want `the error of f.Write is dropped: the function can return nil with f cut short, and Close does not tell`
	return f.Close()
}

func replace(names []string, b []byte) {
	for _, name := range names {
		os.WriteFile(name, b, 0o600) // want `the error of os.WriteFile in this loop is dropped: the file is missing or cut short`
	}
}

func extract(in []io.Reader, dir string) error {
	for i, r := range in {
		f, err := os.CreateTemp(dir, fmt.Sprint(i))
		if err != nil {
			return err
		}
		io.Copy(f, r) // want `the error of io.Copy in this loop is dropped: f keeps a hole`
		if err := f.Close(); err != nil {
			return err
		}
	}
	return nil
}

// The error of the first write is gone before anybody looks.
func overwritten(f *os.File, rows chan string) (err error) {
	for {
		row, ok := <-rows
		if !ok {
			break
		}
		_, err = f.WriteString(row) // want `the error of f.WriteString is overwritten in each turn of the loop: only the last write to f counts`
	}
	return err
}

func unread(f *os.File, rows []string) error {
	var err error
	for _, row := range rows {
		_, err = f.WriteString(row) // want `the error of f.WriteString in this loop is dropped: f keeps a hole`
		_, err = f.WriteString("\n")
		if err != nil {
			return err
		}
	}
	return nil
}

func unflushed(f *os.File, rows []string) error {
	w := bufio.NewWriter(f)
	defer w.Flush() // want `the error of w.Flush is dropped, and of one more: it alone tells that a write to w failed`
	for _, row := range rows {
		w.WriteString(row)
	}
	return nil
}

func zipped(f *os.File, rows []string) {
	z := gzip.NewWriter(f)
	w := bufio.NewWriter(z)
	for _, row := range rows {
		fmt.Fprintln(w, row)
	}
	w.Flush() // want `the error of w.Flush is dropped, and of one more: it alone tells`
	z.Close() // want `the error of z.Close is dropped: it alone tells that a write to z failed`
}

func table(f *os.File, rows [][]string) {
	w := csv.NewWriter(f)
	for _, row := range rows {
		w.Write(row) // want `the error of w.Write is dropped, and nobody asks w at the end whether all was written`
	}
	w.Flush()
}

func lines(f *os.File, events []any) {
	enc := json.NewEncoder(f)
	for _, e := range events {
		enc.Encode(e) // want `the error of enc.Encode in this loop is dropped: after a failed write all that follows is lost too`
	}
}

// Through a parameter, a field and a function of the package.
type report struct {
	out io.Writer
}

func newReport(path string) (*report, error) {
	f, err := os.Create(path)
	if err != nil {
		return nil, err
	}
	return &report{out: f}, nil
}

func (r *report) fill(rows []string) {
	for _, row := range rows {
		r.line(row)
		fmt.Fprintln(r.out, str.ToUpper(row)) // want `the error of fmt.Fprintln in this loop is dropped: r.out keeps a hole`
	}
}

func (r *report) line(s string) {
	for range 2 {
		io.WriteString(r.out, s) // want `the error of io.WriteString in this loop is dropped: r.out keeps a hole`
	}
}

func header(w io.Writer, names []string) {
	for _, name := range names {
		fmt.Fprint(w, name, " ") // want `the error of fmt.Fprint in this loop is dropped: w keeps a hole`
	}
}

func create(path string, names []string) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	header(f, names)
	return f.Close()
}
