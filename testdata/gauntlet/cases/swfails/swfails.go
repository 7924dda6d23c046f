// shape: a write in a loop whose error is dropped, to a writer that fails in the middle
// want: fix
// count: nothing
// before: silent
// error: odd

package swfails

import (
	"context"
	"fmt"
	"io"

	"gauntlet.example/load"
)

// failing takes some writes, and then no more.
type failing struct{ left, late int }

func (f *failing) Write(p []byte) (int, error) {
	if f.left == 0 {
		f.late++
		return 0, load.ErrOdd
	}
	f.left--
	return len(p), nil
}

// Run ends with the first write that fails, or tells how many came after it.
func Run(_ context.Context, l *load.Load) (any, error) {
	f := &failing{left: l.N / 2}
	n, err := Rows(f, l.IDs())
	if err != nil && f.late != 1 {
		return nil, fmt.Errorf("%d writes failed, %d rows", f.late, n)
	}
	return f.late, err
}

func Rows(w io.Writer, ids []int) (int, error) {
	n := 0
	for _, id := range ids {
		w.Write(fmt.Appendln(nil, id))
		n++
	}
	return n, nil
}
