package disk

import (
	"bytes"
	"os"
)

// A File is a file of a store.
type File struct{ f *os.File }

// Open opens it.
func Open(path string) (*File, error) {
	f, err := os.Create(path)
	return &File{f}, err
}

// Write appends to it.
func (d *File) Write(p []byte) (int, error) {
	return d.f.Write(p)
}

// A Page is a part of one in memory.
type Page struct{ b bytes.Buffer }

// Write appends to it.
func (p *Page) Write(b []byte) (int, error) {
	return p.b.Write(b)
}
