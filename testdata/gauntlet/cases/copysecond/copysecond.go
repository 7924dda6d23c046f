// shape: a copy reads on in a part of its buffer, behind a mark
// want: none (io.CopyBuffer starts at the beginning)
// count: nothing

package copysecond

import (
	"bytes"
	"context"
	"io"

	"gauntlet.example/load"
	"gauntlet.example/load/stream"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	var dst bytes.Buffer
	err := marked(&dst, stream.Plain(stream.Text(l.N)))
	return dst.String(), err
}

func marked(dst io.Writer, src io.Reader) error {
	buf := make([]byte, 513)
	buf[0] = '>'
	for {
		n, err := src.Read(buf[1:])
		if n > 0 {
			if _, err := dst.Write(buf[:n+1]); err != nil {
				return err
			}
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}
