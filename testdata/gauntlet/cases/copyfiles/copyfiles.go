// shape: a loop copies from file to file, where the kernel can
// want: fix
// count: nothing

package copyfiles

import (
	"context"
	"errors"
	"io"
	"os"

	"gauntlet.example/load"
	"gauntlet.example/load/stream"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	from, to := l.Path(1), l.Path(2)
	if err := os.WriteFile(from, []byte(stream.Text(l.N)), 0o600); err != nil {
		return nil, err
	}
	if err := store(to, from); err != nil {
		return nil, err
	}
	data, err := os.ReadFile(to)
	return string(data), err
}

func store(to, from string) (err error) {
	src, err := os.Open(from)
	if err != nil {
		return err
	}
	defer src.Close()
	dst, err := os.Create(to)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, dst.Close()) }()
	buf := make([]byte, 32*1024)
	for {
		n, err := src.Read(buf)
		if n > 0 {
			if _, err := dst.Write(buf[:n]); err != nil {
				return err
			}
		}
		if err == io.EOF {
			break
		} else if err != nil {
			return err
		}
	}
	return dst.Sync()
}
