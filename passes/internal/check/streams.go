package check

import (
	"golang.org/x/tools/go/analysis"

	"github.com/inflight-go/inflight/passes/internal/streams"
)

// StreamOptions are the options that every check of reads and writes has. The zero value
// is the default. The level data stands for what certainly loses data or memory, strong
// for the worst of it, and audit for what may be meant.
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
