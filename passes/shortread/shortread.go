package shortread

import (
	_ "embed"
	"fmt"

	"golang.org/x/tools/go/analysis"

	"github.com/inflight-go/inflight/passes/internal/check"
	"github.com/inflight-go/inflight/passes/internal/evidence"
	"github.com/inflight-go/inflight/passes/internal/streams"
)

//go:embed doc.go
var source string

// Options are the options of the check. The zero value is the default.
type Options struct {
	check.StreamOptions
	check.AlternativesOption
}

// Analyzer is the check with the default options.
var Analyzer = New(Options{})

// New returns the check with the given options.
func New(opts Options) *analysis.Analyzer {
	o := &opts
	return o.StreamOptions.Analyzer("shortread", source, func(r *check.StreamReporter) { run(r, o) }, &o.AlternativesOption)
}

func run(r *check.StreamReporter, o *Options) {
	for _, read := range r.Streams.Reads {
		for _, f := range read.Faults {
			report(r, o, read, f)
		}
	}
}

// report words one fault.
func report(r *check.StreamReporter, o *Options, read *streams.Read, f streams.Fault) {
	finding := check.Finding{Range: read.Node, Level: evidence.LevelAudit}
	if f.Certain {
		finding.Level = evidence.LevelData
	}
	name, buf := check.Short(read.Node.Fun), check.Short(read.Node.Args[len(read.Node.Args)-1])
	switch f.Kind {
	case streams.CountDropped:
		finding.Category = "dropped"
		finding.Message = fmt.Sprintf("%s: it may read less than fits into %s, and nobody looks at how much", name, buf)
		finding.Fixes = func() ([]analysis.SuggestedFix, string) { return readFull(r, read, read.TakenApart(), o.Alternatives) }
	case streams.ShortFails:
		finding.Category = "short"
		finding.Message = fmt.Sprintf("%s: it may read less than fits into %s, which is no error but is taken for one at line %d", name, buf, r.Line(f.At))
		finding.Fixes = func() ([]analysis.SuggestedFix, string) {
			return readFull(r, read, read.FailsAnew(f.At), o.Alternatives)
		}
	case streams.TailLost:
		if len(read.Writes) > 0 {
			return // copyloop says so
		}
		finding.Category = "tail"
		finding.Message = fmt.Sprintf("%s: the error is looked at before the bytes, %s", name, r.Tail(read, f))
	default:
		return // the loop is a matter of copyloop
	}
	r.Report(finding)
}
