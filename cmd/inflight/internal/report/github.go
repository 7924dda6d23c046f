package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// github writes workflow commands, which GitHub Actions shows as annotations.
func (r *Report) github(out io.Writer) error {
	w := bufio.NewWriter(out)
	var files sources
	for _, f := range r.Findings {
		command := [...]string{note: "notice", light: "notice", medium: "warning", serious: "error"}[f.weight()]
		fmt.Fprintf(w, "::%s file=%s", command, property.Replace(r.fromRoot(f.File)))
		source := files.open(f.File)
		for _, n := range []struct {
			name  string
			value int
		}{
			{"line", f.Line},
			{"col", source.column(f.Line, f.Col)},
			{"endLine", f.EndLine},
			{"endColumn", source.column(f.EndLine, f.EndCol)},
		} {
			if n.value > 0 {
				fmt.Fprintf(w, ",%s=%d", n.name, n.value)
			}
		}
		fmt.Fprintf(w, ",title=%s::%s\n", property.Replace(f.Check), data.Replace(f.Message))
	}
	return w.Flush() // and with it the first error of the writes above
}

// What would end a command, a property or the data of a command is written as
// its code.
var (
	data     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	property = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)
