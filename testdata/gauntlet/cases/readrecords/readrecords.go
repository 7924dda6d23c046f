// shape: records, of which fewer bytes than asked for are taken for an error
// want: fix
// count: nothing
// before: broken

package readrecords

import (
	"context"
	"errors"
	"io"

	"gauntlet.example/load"
	"gauntlet.example/load/stream"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	total := 0
	for _, src := range stream.All(stream.Text(l.N)) {
		for range l.N {
			record, err := next(src, len(stream.Text(1)))
			if err != nil {
				return nil, err
			}
			total += len(record)
		}
	}
	return total, nil
}

func next(r io.Reader, size int) ([]byte, error) {
	data := make([]byte, size)
	n, err := r.Read(data)
	if err != nil {
		return nil, err
	}
	if n != size {
		return nil, errors.New("short record")
	}
	return data, nil
}
