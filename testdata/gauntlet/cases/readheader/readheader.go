// shape: a header of four bytes, which come one by one
// want: fix
// count: nothing
// before: broken

package readheader

import (
	"context"
	"encoding/binary"
	"fmt"
	"io"

	"gauntlet.example/load"
	"gauntlet.example/load/stream"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	var sizes []uint32
	for i, src := range stream.All("\x00\x00\x02\x01" + stream.Text(l.N)) {
		n, err := size(src)
		if err != nil {
			return nil, err
		}
		if n != 513 {
			return nil, fmt.Errorf("reader %d: %d", i, n)
		}
		sizes = append(sizes, n)
	}
	return sizes, nil
}

func size(r io.Reader) (uint32, error) {
	header := make([]byte, 4)
	if _, err := r.Read(header); err != nil {
		return 0, err
	}
	return binary.BigEndian.Uint32(header), nil
}
