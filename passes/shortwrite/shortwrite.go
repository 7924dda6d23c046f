package shortwrite

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/check"
	"github.com/inflight-go/inflight/passes/internal/evidence"
	"github.com/inflight-go/inflight/passes/internal/flow"
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
	return o.Analyzer("shortwrite", source, run)
}

func run(r *check.StreamReporter) {
	for _, c := range clusters(r) {
		r.Report(check.Finding{
			Range: c.writes[0].Node, Category: c.category, Message: c.text(), Level: c.level, Reasons: c.reasons,
			Fixes: func() ([]analysis.SuggestedFix, string) { return fixes(r, c) },
		})
	}
	counts(r)
	contract(r)
}

// A cluster is what is said once: the writes of a loop to one writer, or of a function
// outside of its loops, or those that one layer should tell of.
type cluster struct {
	verdict
	writes []*streams.Write
}

// A place is what the writes of a cluster have in common.
type place struct {
	fn       *ssa.Function
	loop     *flow.Loop
	to       any
	category string
}

// clusters judges the writes, and puts together what belongs together. They come in
// source order.
func clusters(r *check.StreamReporter) []*cluster {
	var out []*cluster
	by := map[place]*cluster{}
	for _, w := range r.Streams.Writes {
		v := judge(w)
		if v.level == 0 {
			continue
		}
		at := place{fn: w.Call.Parent(), loop: outermost(w.Loop), category: v.category}
		if v.layer != nil {
			at = place{to: v.layer, category: v.category}
		} else if w.To != nil {
			at.to = r.Streams.P.KeyOf(w.To, nil)
		}
		if at.to == nil {
			at.to = w // alone
		}
		c := by[at]
		switch {
		case c == nil:
			c = &cluster{verdict: v}
			by[at] = c
			out = append(out, c)
		case v.first && !c.first:
			v.level, v.reasons = strongest(v, c.verdict)
			c.verdict = v
			c.writes = append([]*streams.Write{w}, c.writes...)
			continue
		default:
			c.level, c.reasons = strongest(c.verdict, v)
		}
		c.writes = append(c.writes, w)
	}
	return out
}

// strongest is the level of the one of two verdicts that more levels report.
func strongest(v, other verdict) (evidence.Level, []string) {
	if other.level < v.level {
		return other.level, other.reasons
	}
	return v.level, v.reasons
}

func outermost(l *flow.Loop) *flow.Loop {
	for l != nil && l.Parent != nil {
		l = l.Parent
	}
	return l
}
