// shape: a loop that puts its errors together and goes on, and drops those of its writes
// want: fix
// count: nothing
// before: silent
// error: odd

package swcollects

import (
	"context"
	"errors"
	"fmt"
	"io"

	"gauntlet.example/load"
)

// flaky fails each third write.
type flaky struct{ n int }

func (f *flaky) Write(p []byte) (int, error) {
	f.n++
	if f.n%3 == 0 {
		return 0, load.ErrOdd
	}
	return len(p), nil
}

// Run writes all rows, whatever fails.
func Run(_ context.Context, l *load.Load) (any, error) {
	f := &flaky{}
	err := Rows(f, l.IDs())
	if f.n != l.N {
		return nil, fmt.Errorf("%d of %d writes", f.n, l.N)
	}
	return nil, err
}

func Rows(w io.Writer, ids []int) error {
	var errs []error
	for _, id := range ids {
		row, err := row(id)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		w.Write(row)
	}
	return errors.Join(errs...)
}

func row(id int) ([]byte, error) {
	if id < 0 {
		return nil, errors.New("negative")
	}
	return fmt.Append(nil, id), nil
}
