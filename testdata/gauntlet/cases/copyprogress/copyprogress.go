// shape: a copy says how far it is
// want: none (nobody would be told)
// count: nothing

package copyprogress

import (
	"bytes"
	"context"
	"io"

	"gauntlet.example/load"
	"gauntlet.example/load/stream"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	var dst bytes.Buffer
	done := 0
	err := report(&dst, stream.WithEnd(stream.Text(l.N)), func(n int) { done += n })
	return []int{dst.Len(), done}, err
}

func report(dst io.Writer, src io.Reader, progress func(int)) error {
	buf := make([]byte, 512)
	for {
		n, err := src.Read(buf)
		if n > 0 {
			if _, err := dst.Write(buf[:n]); err != nil {
				return err
			}
			progress(n)
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}
