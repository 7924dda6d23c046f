package refused

import (
	"errors"
	"io"
	"os"
	"sync"
)

// The file would stay open.
func closes(path string, rows [][]byte) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	for _, row := range rows {
		f.Write(row) // want `the error of f.Write in this loop is dropped`
	}
	return f.Close()
}

// The lock would stay.
func locked(mu *sync.Mutex, w io.Writer, rows [][]byte) error {
	for _, row := range rows {
		mu.Lock()
		w.Write(row) // want `the error of w.Write in this loop is dropped`
		mu.Unlock()
	}
	return nil
}

// Somebody waits to be told.
func told(done chan struct{}, w io.Writer, rows [][]byte) error {
	for _, row := range rows {
		w.Write(row) // want `the error of w.Write in this loop is dropped`
	}
	done <- struct{}{}
	return nil
}

// It has no way to say so.
func silent(f *os.File, rows [][]byte) {
	for _, row := range rows {
		f.Write(row) // want `the error of f.Write in this loop is dropped`
	}
}

// The count is used.
func counted(w io.Writer, rows [][]byte) (int, error) {
	total := 0
	for _, row := range rows {
		n, _ := w.Write(row) // want `the error of w.Write in this loop is dropped`
		total += n
	}
	return total, nil
}

func cancelled(cancel func(), w io.Writer, rows [][]byte) error {
	for _, row := range rows {
		w.Write(row) // want `the error of w.Write in this loop is dropped`
	}
	cancel()
	return nil
}

// The producer would stand at its send.
func drains(w io.Writer, rows chan []byte) error {
	for row := range rows {
		w.Write(row) // want `the error of w.Write in this loop is dropped`
	}
	return nil
}

// The next turn would stand at the lock.
func collects(mu *sync.Mutex, w io.Writer, names []string) error {
	var errs []error
	for _, name := range names {
		b, err := os.ReadFile(name)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		mu.Lock()
		w.Write(b) // want `the error of w.Write in this loop is dropped`
		mu.Unlock()
	}
	return errors.Join(errs...)
}
