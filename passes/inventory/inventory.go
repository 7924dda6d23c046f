package inventory

import (
	_ "embed"
	"fmt"
	"strconv"

	"golang.org/x/tools/go/analysis"

	"github.com/inflight-go/inflight/passes/internal/check"
	"github.com/inflight-go/inflight/passes/internal/doc"
	"github.com/inflight-go/inflight/passes/internal/evidence"
	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/gates"
	"github.com/inflight-go/inflight/passes/internal/repeats"
	"github.com/inflight-go/inflight/passes/internal/sites"
)

//go:embed doc.go
var source string

// Options are the options of the check. The zero value is the default.
type Options struct {
	// Sites is the table to read; nil means sites.Analyzer.
	Sites *analysis.Analyzer
}

// Analyzer is the check with the default options.
var Analyzer = New(Options{})

// New returns the check with the given options.
func New(opts Options) *analysis.Analyzer {
	o := check.Options{Sites: opts.Sites, Level: evidence.LevelAudit.String()}
	return &analysis.Analyzer{
		Name:     "inventory",
		Doc:      doc.Text(source, "inventory"),
		URL:      "https://github.com/inflight-go/inflight/blob/main/docs/inventory.md",
		Requires: o.Requires(),
		Run:      func(pass *analysis.Pass) (any, error) { run(o.Reporter(pass)); return nil, nil },
	}
}

func run(r *check.Reporter) {
	for _, s := range r.Table.Sites {
		r.Report(check.Finding{
			Site: s, Category: s.Regime.String(), Level: evidence.LevelAudit,
			Message: fmt.Sprintf("%s in %s: %s", check.Operation(s), s.Func, describe(r, s)),
		})
	}
}

// describe says regime, gate and k of a row.
func describe(r *check.Reporter, s *sites.Site) string {
	f := s.Factor
	switch {
	case s.Directive != "":
		return "bounded by directive: " + s.Directive
	case s.Verdict.Gate != gates.None:
		text := fmt.Sprintf("%s by %s (line %d)", s.Regime, s.Verdict.Gate, r.Line(s.Verdict.Pos))
		if s.Verdict.Gate == gates.GroupLimit || s.Verdict.Gate == gates.Semaphore {
			text += ", k " + limit(s.Verdict)
		}
		return text + ", " + check.Subject(s)
	case s.Regime == sites.Unbounded:
		text := "unbounded, " + check.Subject(s) + ", size " + size(f.Size)
		if s.Verdict.Fake != gates.NoFake {
			text += ", fake gate: " + s.Verdict.Fake.String()
		}
		for _, e := range s.Evidence {
			text += "; " + e.String()
		}
		return text
	case s.Regime == sites.Sequential:
		return "sequential, reached once"
	case s.Regime == sites.Bounded:
		return "bounded, repeated a number of times that is " + size(f.Size)
	}
	return "unknown, repeated a number of times that the analysis cannot see"
}

// limit says how many a gate lets in: the number, or what it is.
func limit(v gates.Verdict) string {
	if n, ok := flow.ConstInt(v.KValue); ok {
		return strconv.FormatInt(n, 10)
	}
	return size(v.K)
}

// size says what a number is and where it comes from.
func size(s repeats.Size) string {
	if s.Origin == nil {
		return s.Class.String()
	}
	text := s.Class.String()
	for o, n := s.Origin, 0; o != nil && n < 4; o, n = o.From, n+1 {
		sep := " from "
		if n == 0 {
			sep = ": "
		}
		text += sep + o.Kind.String()
		switch {
		case o.Var != nil:
			text += " " + o.Var.Name()
		case o.Func != nil:
			text += " of " + o.Func.Name()
		}
	}
	return text
}
