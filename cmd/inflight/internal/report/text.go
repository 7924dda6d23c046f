package report

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
)

// text writes one line a finding and, if there is a context, the source lines it
// is about with so many lines around them.
func (r *Report) text(out io.Writer) error {
	w := bufio.NewWriter(out)
	var files sources
	for _, f := range r.Findings {
		posn := relativeTo(r.Dir, f.File)
		for _, n := range []int{f.Line, f.Col} {
			if n > 0 {
				posn += ":" + strconv.Itoa(n)
			}
		}
		fmt.Fprintf(w, "%s: %s: %s\n", posn, f.Check, f.Message)
		if r.Context >= 0 {
			for n, line := range files.open(f.File).around(f, r.Context) {
				fmt.Fprintf(w, "%d\t%s\n", n, line)
			}
		}
	}
	return w.Flush() // and with it the first error of the writes above
}
