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

func Rows(w io.Writer, ids []int) (err error) {
	rows := make(chan int, len(ids))
	for _, id := range ids {
		rows <- id
	}
	close(rows)
	for id := range rows {
		_, err = w.Write(fmt.Appendln(nil, id))
	}
	return err
}
