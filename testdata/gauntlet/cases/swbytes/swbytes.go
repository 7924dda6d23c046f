// shape: writes in loops whose error is dropped, to sinks that take everything
// want: fix
// count: nothing

package swbytes

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"gauntlet.example/load"
)

// Run writes the same in several ways, and tells what came out.
func Run(_ context.Context, l *load.Load) (any, error) {
	var all []string
	path := filepath.Join(l.Dir(), "rows")
	if err := ToFile(path, l.IDs()); err != nil {
		return nil, err
	}
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	all = append(all, string(b))
	var frames bytes.Buffer
	n, err := Frames(&frames, l.IDs())
	if err != nil {
		return nil, err
	}
	all = append(all, frames.String(), fmt.Sprint(n))
	if err := Zipped(path, l.IDs()); err != nil {
		return nil, err
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, err
	}
	b, err = io.ReadAll(z)
	return append(all, string(b)), err
}

func ToFile(path string, ids []int) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close()
	for _, id := range ids {
		fmt.Fprintln(f, id)
		_, _ = f.WriteString("--\n")
	}
	return nil
}

// Frames returns how many bytes the bodies of the frames have.
func Frames(w io.Writer, ids []int) (int, error) {
	sum := 0
	for _, id := range ids {
		body := fmt.Append(nil, id)
		binary.Write(w, binary.BigEndian, uint32(len(body)))
		w.Write(body)
		sum += len(body)
	}
	return sum, nil
}

func Zipped(path string, ids []int) error {
	f, err := os.Create(path)
	if err != nil {
		return fmt.Errorf("create: %w", err)
	}
	defer f.Close()
	z := gzip.NewWriter(f)
	w := bufio.NewWriter(z)
	for _, id := range ids {
		fmt.Fprintln(w, id)
	}
	w.Flush()
	z.Close()
	return nil
}
