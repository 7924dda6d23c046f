package check

import (
	"fmt"
	"go/types"

	"golang.org/x/tools/go/analysis"

	"github.com/inflight-go/inflight/passes/internal/streams"
)

// StreamOptions are the options that every check of reads and writes has. The zero value
// is the default. The level data stands for what loses data or memory when a write fails or
// much comes, audit for what may be meant; none of it is of level strong.
type StreamOptions struct {
	Options
	// Streams is the table to read; nil means streams.Analyzer.
	Streams *analysis.Analyzer
}

// A StreamReporter is a reporter with the table of streams.
type StreamReporter struct {
	*Reporter
	Streams *streams.Table
}

// Analyzer returns the check of that name, with the options as its flags: those of every
// check, and the ones in also. source is the text of its doc.go.
func (o *StreamOptions) Analyzer(name, source string, run func(*StreamReporter), also ...Option) *analysis.Analyzer {
	table := o.Streams
	if table == nil {
		table = streams.Analyzer
	}
	a := o.Options.Analyzer(name, source, func(pass *analysis.Pass) {
		if t := pass.ResultOf[table].(*streams.Table); t.P != nil {
			run(&StreamReporter{Reporter: o.Reporter(pass), Streams: t})
		}
	}, also...)
	a.Requires = append(a.Requires, table)
	return a
}

// Tail says of a loop that drops the bytes that come with an error why that matters.
func (r *StreamReporter) Tail(read *streams.Read, f streams.Fault) string {
	switch {
	case f.Certain:
		return "and those that come with io.EOF are lost"
	case read.EndsAlone():
		return fmt.Sprintf("which is fragile: %s does not return some with io.EOF, but others do", read.Kind(r.Pass.Pkg))
	}
	return "and those that come with one are lost"
}

// Implements reports whether a value of type t, and not only a pointer to it, has a method
// of that name.
func Implements(t types.Type, name string) bool {
	if t == nil {
		return false
	}
	set := types.NewMethodSet(t)
	for i := range set.Len() {
		if set.At(i).Obj().Name() == name {
			return true
		}
	}
	return false
}
