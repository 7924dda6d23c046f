// shape: the target writes less than it is given and does not say so, which the loop notices
// want: fix
// count: nothing
// error: other
// message: equal

package copyshort

import (
	"context"
	"io"

	"gauntlet.example/load"
	"gauntlet.example/load/stream"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	var dst stream.Short
	err := fill(&dst, stream.ByByte(stream.Text(l.N)))
	return len(dst.Data), err
}

func fill(dst io.Writer, src io.Reader) error {
	buf := make([]byte, 64)
	for {
		n, err := src.Read(buf)
		if n > 0 {
			m, err := dst.Write(buf[:n])
			if err != nil {
				return err
			}
			if m < n {
				return io.ErrShortWrite
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
