// shape: raw writes whose count is dropped, to a file and to a pipe that is read slowly
// want: fix
// count: nothing

package swraw

import (
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"syscall"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	text := make([]byte, 1<<20)
	for i := range text {
		text[i] = byte(i * i >> 3)
	}
	path := filepath.Join(l.Dir(), "raw")
	f, err := os.Create(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if err := Write(int(f.Fd()), text); err != nil {
		return nil, err
	}
	got, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}

	// A blocking pipe: the write waits for its reader.
	r, w, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	sum := make(chan string)
	go func() {
		h := sha256.New()
		io.Copy(h, r)
		sum <- fmt.Sprintf("%x", h.Sum(nil))
	}()
	err = Before(int(w.Fd()), text)
	w.Close()
	return []string{fmt.Sprintf("%x", sha256.Sum256(got)), <-sum}, err
}

func Write(fd int, b []byte) error {
	if _, err := syscall.Write(fd, b); err != nil {
		return err
	}
	return nil
}

func Before(fd int, b []byte) error {
	_, err := syscall.Write(fd, b)
	if err != nil {
		return fmt.Errorf("write: %w", err)
	}
	return nil
}
