// shape: a copy tells errors of reading from those of writing
// want: none (io.Copy has one error for both)
// count: nothing
// error: odd
// message: equal

package copyapart

import (
	"bytes"
	"context"
	"fmt"
	"io"

	"gauntlet.example/load"
	"gauntlet.example/load/stream"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	var dst bytes.Buffer
	err := transfer(&dst, stream.Failing(stream.Text(l.N)))
	return dst.Len(), err
}

func transfer(dst io.Writer, src io.Reader) error {
	buf := make([]byte, 512)
	for {
		n, err := src.Read(buf)
		if n > 0 {
			if _, err := dst.Write(buf[:n]); err != nil {
				return fmt.Errorf("writing: %w", err)
			}
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("reading: %w", err)
		}
	}
}
