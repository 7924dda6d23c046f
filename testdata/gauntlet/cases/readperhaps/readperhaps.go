// shape: a header that may be missing: the end is told from other errors
// want: none (half a header would no longer be the end)
// count: nothing

package readperhaps

import (
	"context"
	"encoding/binary"
	"io"

	"gauntlet.example/load"
	"gauntlet.example/load/stream"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	var found []bool
	for _, text := range []string{"", stream.Text(l.N)} {
		_, ok, err := header(stream.Plain(text))
		if err != nil {
			return nil, err
		}
		found = append(found, ok)
	}
	return found, nil
}

func header(r io.Reader) (uint16, bool, error) {
	var buf [2]byte
	_, err := r.Read(buf[:])
	if err == io.EOF {
		return 0, false, nil
	}
	if err != nil {
		return 0, false, err
	}
	return binary.LittleEndian.Uint16(buf[:]), true, nil
}
