// shape: a raw write whose count is dropped, to a pipe that takes a part
// want: fix
// count: nothing
// before: silent
// error: other

package swrawshort

import (
	"context"
	"syscall"

	"gauntlet.example/load"
)

func Run(_ context.Context, _ *load.Load) (any, error) {
	p := make([]int, 2)
	if err := syscall.Pipe2(p, syscall.O_NONBLOCK); err != nil {
		return nil, err
	}
	defer syscall.Close(p[0])
	defer syscall.Close(p[1])
	return nil, Write(p[1], make([]byte, 1<<20))
}

func Write(fd int, b []byte) error {
	if _, err := syscall.Write(fd, b); err != nil {
		return err
	}
	return nil
}
