// shape: a loop that does what io.Copy does, from readers of each kind
// want: fix
// count: nothing

package copyplain

import (
	"bytes"
	"context"
	"io"

	"gauntlet.example/load"
	"gauntlet.example/load/stream"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	var sums []int
	for _, src := range stream.All(stream.Text(l.N)) {
		var dst bytes.Buffer
		if err := copyAll(&dst, src); err != nil {
			return nil, err
		}
		sums = append(sums, dst.Len(), bytes.Count(dst.Bytes(), []byte("line")))
	}
	return sums, nil
}

func copyAll(dst io.Writer, src io.Reader) error {
	buf := make([]byte, 512)
	for {
		n, err := src.Read(buf)
		if n > 0 {
			if _, err := dst.Write(buf[:n]); err != nil {
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
