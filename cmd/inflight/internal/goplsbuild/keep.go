package goplsbuild

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

const (
	// stale is how long a lock has to lie untouched for its holder to be dead.
	stale = 30 * time.Second
	// unused is after how long a gopls that nobody started is removed.
	unused = 30 * 24 * time.Hour
)

// locked calls f while no other process does so for the same program. The lock saves work, as
// when an editor opens two windows: what is built is put in its place in one step anyway.
func (b *Builder) locked(ctx context.Context, f func() error) error {
	if err := os.MkdirAll(b.dir, 0o777); err != nil {
		return err
	}
	lock := filepath.Join(b.dir, "lock")
	for told := false; ; {
		file, err := os.OpenFile(lock, os.O_CREATE|os.O_EXCL, 0o666)
		if err == nil {
			file.Close()
			break
		}
		if !errors.Is(err, fs.ErrExist) {
			return err
		}
		if info, err := os.Stat(lock); err == nil && time.Since(info.ModTime()) > stale {
			b.removeLeftovers()
			os.Remove(lock) // if that fails, so does the next try
			continue
		}
		if !told {
			fmt.Fprintf(b.log, "inflight: waiting for another inflight that builds the same gopls\n")
			told = true
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(200 * time.Millisecond):
		}
	}
	defer os.Remove(lock)
	done := make(chan struct{})
	defer close(done)
	go func() {
		for {
			select {
			case <-done:
				return
			case <-time.After(stale / 10):
				now := time.Now()
				os.Chtimes(lock, now, now)
			}
		}
	}()
	return f()
}

// removeLeftovers removes what a build that was killed has left.
func (b *Builder) removeLeftovers() {
	left, _ := filepath.Glob(filepath.Join(b.dir, "build*"))
	for _, dir := range left {
		os.RemoveAll(dir)
	}
}

// markUsed keeps the program from being removed for another while.
func (b *Builder) markUsed() {
	now := time.Now()
	os.Chtimes(b.dir, now, now)
}

// removeUnused removes programs of other versions, or of checkouts as they once were.
func (b *Builder) removeUnused() {
	all, _ := filepath.Glob(filepath.Join(filepath.Dir(b.dir), "v*"))
	for _, dir := range all {
		info, err := os.Stat(dir)
		if err == nil && dir != b.dir && time.Since(info.ModTime()) > unused {
			os.RemoveAll(dir)
		}
	}
}

// Copy copies the program to a path, or into a folder, and returns where it is then.
func (b *Builder) Copy(to string) (path string, err error) {
	if info, err := os.Stat(to); err == nil && info.IsDir() {
		to = filepath.Join(to, filepath.Base(b.Path()))
	}
	if to, err = filepath.Abs(to); err != nil {
		return "", err
	}
	from, err := os.Open(b.Path())
	if err != nil {
		return "", err
	}
	defer from.Close()
	temporary, err := os.CreateTemp(filepath.Dir(to), filepath.Base(to)+".*")
	if err != nil {
		return "", err
	}
	defer os.Remove(temporary.Name()) // unless it was renamed
	_, err = io.Copy(temporary, from)
	err = errors.Join(err, temporary.Chmod(0o755), temporary.Close())
	if err != nil {
		return "", err
	}
	return to, os.Rename(temporary.Name(), to)
}
