// shape: a header where nothing is left, and one where the source fails
// want: fix
// count: nothing
// error: odd
// message: equal

package readend

import (
	"context"
	"encoding/binary"
	"errors"
	"io"

	"gauntlet.example/load"
	"gauntlet.example/load/stream"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	first, err := header(stream.Plain("\x01\x02" + stream.Text(l.N)))
	_, ended := header(stream.Plain(""))
	_, alone := header(stream.WithEnd(""))
	_, failed := header(stream.Failing(""))
	return first, errors.Join(err, ended, alone, failed)
}

func header(r io.Reader) (uint16, error) {
	var buf [2]byte
	_, err := r.Read(buf[:])
	if err != nil {
		return 0, err
	}
	return binary.LittleEndian.Uint16(buf[:]), nil
}
