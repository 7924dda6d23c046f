// shape: the target of a copy has no more room
// want: fix
// count: nothing
// error: odd
// message: equal

package copywritefails

import (
	"context"
	"io"

	"gauntlet.example/load"
	"gauntlet.example/load/stream"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	text := stream.Text(l.N)
	dst := &stream.Room{Left: len(text) - 100}
	err := write(dst, stream.ByByte(text))
	return string(dst.Data[len(dst.Data)-10:]), err
}

func write(dst io.Writer, src io.Reader) error {
	buf := make([]byte, 4096)
	for {
		n, err := src.Read(buf)
		if n > 0 {
			if _, err := dst.Write(buf[:n]); err != nil {
				return err
			}
		}
		switch {
		case err == io.EOF:
			return nil
		case err != nil:
			return err
		}
	}
}
