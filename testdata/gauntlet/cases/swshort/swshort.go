// shape: a write in a loop whose error is overwritten by that of the next, to a writer that takes a part
// want: fix
// count: nothing
// before: silent
// error: other

package swshort

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"gauntlet.example/load"
)

// short takes half of what it is given, once.
type short struct {
	io.Writer
	done bool
}

func (s *short) Write(p []byte) (int, error) {
	if s.done {
		return s.Writer.Write(p)
	}
	s.done = true
	n, err := s.Writer.Write(p[:len(p)/2])
	if err == nil {
		err = io.ErrShortWrite
	}
	return n, err
}

func Run(_ context.Context, l *load.Load) (any, error) {
	f, err := os.Create(filepath.Join(l.Dir(), "rows"))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return nil, Rows(&short{Writer: f}, l.IDs())
}

type ids struct{ left []int }

func (x *ids) next() (int, bool) {
	if len(x.left) == 0 {
		return 0, false
	}
	id := x.left[0]
	x.left = x.left[1:]
	return id, true
}

func Rows(w io.Writer, all []int) (err error) {
	rows := &ids{all}
	for {
		id, ok := rows.next()
		if !ok {
			return err
		}
		_, err = w.Write(fmt.Appendln(nil, id))
	}
}
