// shape: a copy looks at the error first, and loses what comes with it
// want: fix
// count: nothing
// before: broken

package copytail

import (
	"bytes"
	"context"
	"fmt"
	"io"

	"gauntlet.example/load"
	"gauntlet.example/load/stream"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	text := stream.Text(l.N)
	for i, src := range stream.All(text) {
		var dst bytes.Buffer
		if err := copyAll(&dst, src); err != nil {
			return nil, err
		}
		if dst.String() != text {
			return nil, fmt.Errorf("reader %d: %d bytes of %d", i, dst.Len(), len(text))
		}
	}
	return len(text), nil
}

func copyAll(dst io.Writer, src io.Reader) error {
	buf := make([]byte, 512)
	for {
		n, err := src.Read(buf)
		if err == io.EOF {
			break
		}
		if err != nil {
			return err
		}
		if _, err := dst.Write(buf[:n]); err != nil {
			return err
		}
	}
	return nil
}
