package fixes

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"syscall"
)

type header struct{ n int }

func export(path string, rows [][]byte) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close()
	for _, row := range rows {
		f.Write(row) // want `the error of f.Write in this loop is dropped, and of one more`
		_, _ = f.WriteString("\n")
	}
	return nil
}

func results(w io.Writer, rows [][]byte) (int, string, *header, header, error) {
	n := 0
	for _, row := range rows {
		_, _ = w.Write(row) // want `the error of w.Write in this loop is dropped`
		n += len(row)
	}
	return n, "", nil, header{}, nil
}

func wrapped(path string, rows [][]byte) error {
	f, err := os.Create(path)
	if err != nil {
		return fmt.Errorf("create: %w", err)
	}
	defer f.Close()
	for _, row := range rows {
		f.Write(row) // want `the error of f.Write in this loop is dropped`
	}
	return nil
}

type rows struct{ left []string }

func (r *rows) next() (string, bool) {
	if len(r.left) == 0 {
		return "", false
	}
	row := r.left[0]
	r.left = r.left[1:]
	return row, true
}

func overwritten(f *os.File, rows *rows) (err error) {
	for {
		row, ok := rows.next()
		if !ok {
			return err
		}
		_, err = f.WriteString(row) // want `the error of f.WriteString is overwritten in each turn of the loop`
	}
}

// What a named result has come to is returned with the error.
func counted(w io.Writer, rows [][]byte) (n int, err error) {
	for _, row := range rows {
		w.Write(row) // want `the error of w.Write in this loop is dropped`
		n += len(row)
	}
	return n, nil
}

func collects(f *os.File, names []string) error {
	var errs []error
	for _, name := range names {
		b, err := os.ReadFile(name)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		f.Write(b) // want `the error of f.Write in this loop is dropped`
	}
	f.Close()
	return errors.Join(errs...)
}

func flushed(f *os.File, rows []string) error {
	w := bufio.NewWriter(f)
	for _, row := range rows {
		w.WriteString(row)
	}
	w.Flush() // want `the error of w.Flush is dropped, and of one more`
	return nil
}

func raw(fd int, b []byte) error {
	if _, err := syscall.Write(fd, b); err != nil { // want `the count of syscall.Write is dropped`
		return err
	}
	return nil
}

func rawBefore(fd int, b []byte) error {
	_, err := syscall.Write(fd, b) // want `the count of syscall.Write is dropped`
	if err != nil {
		return fmt.Errorf("write: %w", err)
	}
	return nil
}
