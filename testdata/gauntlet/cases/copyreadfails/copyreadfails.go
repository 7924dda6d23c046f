// shape: the source of a copy fails midway, once together with its last bytes
// want: fix
// count: nothing
// error: odd
// message: equal

package copyreadfails

import (
	"context"
	"errors"
	"fmt"
	"io"

	"gauntlet.example/load"
	"gauntlet.example/load/stream"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	text := stream.Text(l.N)
	one, other := &stream.Room{Left: len(text)}, &stream.Room{Left: len(text)}
	err := errors.Join(pump(one, stream.Failing(text)), pump(other, stream.FailingWithData(text)))
	return []int{len(one.Data), len(other.Data)}, err
}

func pump(dst io.Writer, src io.Reader) error {
	var buf [1000]byte
	for {
		nr, er := src.Read(buf[:])
		if nr > 0 {
			_, ew := dst.Write(buf[:nr])
			if ew != nil {
				return fmt.Errorf("pump: %w", ew)
			}
		}
		if er != nil {
			if er == io.EOF {
				break
			}
			return fmt.Errorf("pump: %w", er)
		}
	}
	return nil
}
