package copyloop

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/token"

	"golang.org/x/tools/go/analysis"

	"github.com/inflight-go/inflight/passes/internal/check"
	"github.com/inflight-go/inflight/passes/internal/evidence"
	"github.com/inflight-go/inflight/passes/internal/streams"
)

//go:embed doc.go
var source string

// Options are the options of the check. The zero value is the default.
type Options struct{ check.StreamOptions }

// Analyzer is the check with the default options.
var Analyzer = New(Options{})

// New returns the check with the given options.
func New(opts Options) *analysis.Analyzer {
	o := &opts
	return o.StreamOptions.Analyzer("copyloop", source, run)
}

func run(r *check.StreamReporter) {
	for _, read := range r.Streams.Reads {
		if len(read.Writes) == 0 {
			continue // nothing is copied
		}
		p := planOf(r, read)
		for _, f := range read.Faults {
			report(r, read, f, p)
		}
	}
}

// report words one fault.
func report(r *check.StreamReporter, read *streams.Read, f streams.Fault, p plan) {
	finding := check.Finding{Range: read.Node, Level: evidence.LevelAudit}
	if f.Certain {
		finding.Level = evidence.LevelData
	}
	name := check.Short(read.Node.Fun)
	switch f.Kind {
	case streams.TailLost:
		finding.Category = "tail"
		finding.Message = fmt.Sprintf("%s: the error is looked at before the bytes are written, %s", name, r.Tail(read, f))
		finding.Fixes = p.fixes
	case streams.WholeBuffer:
		finding.Category = "stale"
		finding.Message = fmt.Sprintf("%s: it may read less than fits, and line %d writes all of %s", name, r.Line(f.At), check.Short(bufferOf(read)))
	case streams.EndFails:
		finding.Category = "eof"
		finding.Message = fmt.Sprintf("%s: when all is copied, line %d returns io.EOF as an error; io.Copy returns nil", name, r.Line(f.At))
	case streams.FailureHidden:
		finding.Category = "hidden"
		finding.Message = fmt.Sprintf("%s: a failed read looks like the end, so that half a copy passes for a whole one at line %d", name, r.Line(f.At))
	case streams.ByHand:
		if !p.same || has(read, streams.TailLost) {
			return // errors of reads and writes differ, or it has been said
		}
		finding.Category = "byhand"
		finding.Range = header{read.Loop.Stmt}
		finding.Message = fmt.Sprintf("%s and %s: the loop does what io.CopyBuffer does, without sendfile and the like",
			name, check.Short(r.Streams.Call(read.Writes[0]).Fun))
		finding.Fixes = p.fixes
	default:
		return // shortread says so
	}
	r.Report(finding)
}

// header is the keyword of a loop.
type header struct{ ast.Stmt }

func (h header) End() token.Pos { return h.Pos() + token.Pos(len("for")) }

func has(read *streams.Read, kind streams.FaultKind) bool {
	for _, f := range read.Faults {
		if f.Kind == kind {
			return true
		}
	}
	return false
}

// bufferOf is the buffer of a read, as it is written there.
func bufferOf(read *streams.Read) ast.Expr { return read.Node.Args[len(read.Node.Args)-1] }
