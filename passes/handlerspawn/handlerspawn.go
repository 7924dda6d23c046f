package handlerspawn

import (
	_ "embed"
	"fmt"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/check"
	"github.com/inflight-go/inflight/passes/internal/evidence"
	"github.com/inflight-go/inflight/passes/internal/gates"
	"github.com/inflight-go/inflight/passes/internal/repeats"
	"github.com/inflight-go/inflight/passes/internal/sites"
)

//go:embed doc.go
var source string

// Options are the options of the check. The zero value is the default.
type Options struct{ check.Options }

// Analyzer is the check with the default options.
var Analyzer = New(Options{})

// New returns the check with the given options.
func New(opts Options) *analysis.Analyzer {
	o := &opts
	return o.Analyzer("handlerspawn", source, func(pass *analysis.Pass) { run(pass, o) })
}

func run(pass *analysis.Pass, o *Options) {
	r := o.Reporter(pass)
	var found []*sites.Site
	for _, s := range r.Table.Sites {
		switch {
		case s.Regime != sites.Unbounded:
			continue // bounded, or out of sight
		case !check.Served(s):
			continue // a loop of the program's own: spawnloop's
		}
		found = append(found, s)
	}
	for _, s := range found {
		if !within(s, found) {
			report(r, o, s)
		}
	}
}

// within reports whether s stands in the work of another finding, which is
// reported wherever s would be: the outer one is where the limit belongs.
func within(s *sites.Site, found []*sites.Site) bool {
	for fn := s.Spawn.Instr.Parent(); fn != nil; fn = fn.Parent() {
		if slices.ContainsFunc(found, func(outer *sites.Site) bool { return outer.Level <= s.Level && runs(outer, fn) }) {
			return true
		}
	}
	return false
}

func runs(s *sites.Site, fn *ssa.Function) bool { return slices.Contains(s.Spawn.Work, fn) }

func report(r *check.Reporter, o *Options, s *sites.Site) {
	category, fate := "request", "can outlive the request, "
	if s.Factor.Origin.Kind == repeats.Delivery {
		category, fate = "message", "can outlive the handler of the message, "
	}
	if !slices.Contains(s.Evidence, evidence.Detached) || slices.Contains(s.Evidence, evidence.Acked) {
		fate = "" // it ends with the request, or the message does with it
	}
	message := fmt.Sprintf("%s %s: %s%s", check.Operation(s), check.Subject(s), fate, missing(r, s))
	if o.Limit != "" {
		message += "; a semaphore of " + o.Limit + " slots would hold the handler back"
	}
	r.Report(check.Finding{Site: s, Category: category, Message: message})
}

// missing says which bound was looked for, and where it is missing.
func missing(r *check.Reporter, s *sites.Site) string {
	before := check.Before(s)
	line := r.Line(s.Verdict.FakePos)
	switch s.Verdict.Fake {
	case gates.Inside:
		return fmt.Sprintf("the semaphore is acquired inside it (line %d), when it has started", line)
	case gates.GivenBack:
		return fmt.Sprintf("the token taken at line %d is given back at once", line)
	case gates.NotEachTime:
		return fmt.Sprintf("the limit at line %d is not on every way to %s", line, before)
	case gates.RateOnly:
		return fmt.Sprintf("no limit found before %s, line %d bounds the rate only", before, line)
	}
	return "no limit found before " + before
}
