// shape: writes whose error is dropped, to a file on a disk that is full
// want: fix
// count: nothing
// before: silent
// error: other

package swfull

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"syscall"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	err := Rows(l.IDs())
	for _, other := range []error{Once(), Buffered(l.IDs())} {
		if (err == nil) != (other == nil) {
			return nil, fmt.Errorf("%v, but %v", err, other)
		}
	}
	if err != nil && !errors.Is(err, syscall.ENOSPC) {
		return "another error", nil
	}
	return nil, err
}

// disk stands for a file on a disk that is full.
var disk = "/dev/full"

func full() (*os.File, error) { return os.OpenFile(disk, os.O_WRONLY, 0) }

func Rows(ids []int) error {
	f, err := full()
	if err != nil {
		return err
	}
	defer f.Close()
	for _, id := range ids {
		_, _ = fmt.Fprintln(f, id)
	}
	return nil
}

func Once() error {
	f, err := full()
	if err != nil {
		return err
	}
	defer f.Close()
	f.WriteString("once")
	return nil
}

func Buffered(ids []int) error {
	f, err := full()
	if err != nil {
		return fmt.Errorf("open: %w", err)
	}
	defer f.Close()
	w := bufio.NewWriter(f)
	for _, id := range ids {
		fmt.Fprintln(w, id)
	}
	w.Flush()
	return nil
}
