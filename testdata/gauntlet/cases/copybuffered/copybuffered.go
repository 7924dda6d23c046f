// shape: the source and the target of a copy are buffered, and copy by themselves
// want: fix
// count: nothing

package copybuffered

import (
	"bufio"
	"bytes"
	"context"
	"io"

	"gauntlet.example/load"
	"gauntlet.example/load/stream"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	var out bytes.Buffer
	dst := bufio.NewWriter(&out)
	src := bufio.NewReader(stream.WithEnd(stream.Text(l.N)))
	if _, err := src.ReadString('\n'); err != nil {
		return nil, err
	}
	if err := rest(dst, src); err != nil {
		return nil, err
	}
	err := dst.Flush()
	return out.String(), err
}

func rest(dst *bufio.Writer, src *bufio.Reader) error {
	var buf [100]byte
	for {
		n, err := src.Read(buf[:])
		if n > 0 {
			if _, err := dst.Write(buf[0:n]); err != nil {
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
