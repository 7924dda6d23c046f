package handlerspawn

import (
	_ "embed"
	"fmt"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/inflight-go/inflight/passes/internal/check"
	"github.com/inflight-go/inflight/passes/internal/evidence"
	"github.com/inflight-go/inflight/passes/internal/gates"
	"github.com/inflight-go/inflight/passes/internal/repeats"
	"github.com/inflight-go/inflight/passes/internal/sites"
)

//go:embed doc.go
var source string

// Options are the options of the check. The zero value is the default.
type Options struct {
	check.Options
	check.LimitOption
}

// Analyzer is the check with the default options.
var Analyzer = New(Options{})

// New returns the check with the given options.
func New(opts Options) *analysis.Analyzer {
	o := &opts
	return o.Analyzer("handlerspawn", source, func(pass *analysis.Pass) { run(pass, o) }, &o.LimitOption)
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
		// What is left to semaphore stands for what is started in it all the same.
		if !check.Slotted(s) && !check.Within(s, found) {
			report(r, o, s)
		}
	}
}

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
	case gates.NotEachTime:
		return fmt.Sprintf("the limit at line %d is not on every way to %s", line, before)
	case gates.RateOnly:
		return fmt.Sprintf("no limit found before %s, line %d bounds the rate only", before, line)
	}
	return "no limit found before " + before
}
