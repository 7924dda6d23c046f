package spawnloop

import (
	_ "embed"
	"fmt"
	"go/token"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/check"
	"github.com/inflight-go/inflight/passes/internal/evidence"
	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/gates"
	"github.com/inflight-go/inflight/passes/internal/sites"
	"github.com/inflight-go/inflight/passes/internal/spawns"
)

//go:embed doc.go
var source string

// Options are the options of the check. The zero value is the default.
type Options struct {
	check.Options
	check.LimitOption
	check.AlternativesOption
}

// Analyzer is the check with the default options.
var Analyzer = New(Options{})

// New returns the check with the given options.
func New(opts Options) *analysis.Analyzer {
	o := &opts
	return o.Analyzer("spawnloop", source, func(pass *analysis.Pass) { run(pass, o) }, &o.LimitOption, &o.AlternativesOption)
}

func run(pass *analysis.Pass, o *Options) {
	r := o.Reporter(pass)
	type loop struct {
		loop *flow.Loop
		fn   *ssa.Function
		pos  token.Pos
	}
	var order []loop
	found := map[loop][]*sites.Site{}
	for _, s := range r.Table.Sites {
		switch {
		case s.Regime != sites.Unbounded:
			continue // bounded, or out of sight
		case s.Spawn.Kind == spawns.Group, s.Spawn.Kind == spawns.TryGroup:
			continue // errgrouplimit's
		case check.Served(s):
			continue // handlerspawn's
		case check.Slotted(s):
			continue // semaphore's
		}
		key := loop{s.Factor.Loop, s.Factor.Func, s.Factor.Pos}
		if len(found[key]) == 0 {
			order = append(order, key)
		}
		found[key] = append(found[key], s)
	}
	for _, key := range order {
		report(r, o, found[key])
	}
}

// report reports the spawns of one loop as one finding, on the first of those
// with the strongest evidence.
func report(r *check.Reporter, o *Options, all []*sites.Site) {
	first := all[0]
	for _, s := range all {
		if s.Level < first.Level || s.Level == first.Level && plainer(s, first) {
			first = s
		}
	}
	var others []*sites.Site
	for _, s := range all {
		if s != first {
			others = append(others, s)
		}
	}
	category, why := explain(r, first)
	what := "goroutine"
	if first.Spawn.Kind != spawns.Go {
		what = check.Operation(first)
	}
	message := fmt.Sprintf("%s %s: %s", what, check.Subject(first), why)
	if lines := r.Lines(others); lines != "" {
		message += "; also " + lines
	}
	if o.Limit != "" {
		message += "; a semaphore of " + o.Limit + " slots would hold the loop back"
	}
	r.Report(check.Finding{Site: first, Category: category, Message: message,
		Fixes: func() ([]analysis.SuggestedFix, string) { return fixes(r.Fixer(), o, all) }})
}

// plainer: a goroutine that stands there says more than one that a function starts,
// and that more than a timer.
func plainer(x, y *sites.Site) bool {
	rank := func(s *sites.Site) int {
		switch s.Spawn.Kind {
		case spawns.Starter:
			return 1
		case spawns.Timer:
			return 2
		}
		return 0
	}
	return rank(x) < rank(y)
}

// explain says which bound was looked for, and where it is missing.
func explain(r *check.Reporter, s *sites.Site) (category, why string) {
	before := check.Before(s)
	line := r.Line(s.Verdict.FakePos)
	switch s.Verdict.Fake {
	case gates.NotEachTime:
		return "notalways", fmt.Sprintf("no limit found on every way to %s, the one at line %d is passed by", before, line)
	case gates.Lifted:
		return "lifted", fmt.Sprintf("no limit found before %s, %s at line %d means none", before, check.Lifted(s.Verdict), line)
	case gates.RateOnly:
		return "unbounded", fmt.Sprintf("no limit found before %s, line %d bounds the rate only", before, line)
	}
	if s.Spawn.Kind == spawns.Starter {
		starts := "starts"
		if s.Spawn.Start.Maybe {
			starts = "can start"
		}
		return "unbounded", "it " + starts + " a goroutine and returns, no limit found before it"
	}
	why = "no limit found before " + before
	if slices.Contains(s.Evidence, evidence.Unjoined) {
		// Who is to wait is the first question for whoever sets a limit.
		why += ", nor anybody who waits for it"
	}
	return "unbounded", why
}
