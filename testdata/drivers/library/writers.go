package library

import (
	"io"
	"os"
)

// A Disk is a file of a store.
type Disk struct{ f *os.File }

// Write appends to it.
func (d *Disk) Write(p []byte) (int, error) { return d.f.Write(p) }

// Frame writes a frame to w.
func Frame(w io.Writer, p []byte) error {
	_, err := w.Write(p)
	return err
}
