// shape: a look at the first bytes, of which there may be fewer
// want: none (a short source is no error)
// count: nothing

package readsniff

import (
	"bytes"
	"context"
	"io"

	"gauntlet.example/load"
	"gauntlet.example/load/stream"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	long, err := kind(stream.Plain(stream.Text(l.N)))
	if err != nil {
		return nil, err
	}
	short, err := kind(stream.Plain("a line"))
	return []string{long, short}, err
}

func kind(r io.Reader) (string, error) {
	buf := make([]byte, 512)
	if _, err := r.Read(buf); err != nil {
		return "", err
	}
	if bytes.HasPrefix(buf, []byte("a line")) {
		return "text", nil
	}
	return "data", nil
}
