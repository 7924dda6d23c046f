package fanout

import (
	_ "embed"
	"fmt"

	"golang.org/x/tools/go/analysis"

	"github.com/inflight-go/inflight/passes/internal/channels"
	"github.com/inflight-go/inflight/passes/internal/check"
	"github.com/inflight-go/inflight/passes/internal/evidence"
)

//go:embed doc.go
var source string

// Options are the options of the check. The zero value is the default.
type Options struct {
	check.Options
	check.AlternativesOption
}

// Analyzer is the check with the default options.
var Analyzer = New(Options{})

// New returns the check with the given options.
func New(opts Options) *analysis.Analyzer {
	o := &opts
	return o.Analyzer("fanout", source, func(pass *analysis.Pass) { run(pass, o) }, &o.AlternativesOption)
}

func run(pass *analysis.Pass, o *Options) {
	r := o.Reporter(pass)
	for _, f := range find(r) {
		report(r, o, f)
	}
	for _, orphan := range channels.Orphans(pass) {
		if r.Covers(orphan.Send.Pos()) {
			reportUnread(r, orphan)
		}
	}
}

// reportUnread words the finding of a channel from which nobody receives.
func reportUnread(r *check.Reporter, o channels.Orphan) {
	fate := "it waits here for ever"
	if o.Close.IsValid() {
		fate = "it can only wait here, or panic with the close at " + r.Place(o.Close, o.Send.Pos())
	}
	r.Report(check.Finding{Range: o.Send, Category: "unread", Level: evidence.LevelData,
		Message: fmt.Sprintf("send on %s: no code of the package receives from it, and %s", check.Short(o.Send.Chan), fate)})
}

// report words one finding.
func report(r *check.Reporter, o *Options, f finding) {
	category, message := "", ""
	switch f.Kind {
	case channels.Abandoned:
		who := "a goroutine left here waits"
		if f.Several {
			who = "the goroutines left here wait"
		}
		category, message = "abandoned", fmt.Sprintf("send on %s: %s, and %s for ever", f.name, gone(r, f, "nobody receives"), who)
	case channels.Unserved:
		category, message = "unserved", fmt.Sprintf("receive from %s: %s, and a goroutine left here waits for ever", f.name, gone(r, f, "nobody sends on it or closes it"))
	case channels.Stuck:
		category, message = "deadlock", fmt.Sprintf("%s: %s can wait here for ever, for work that waits for ever at line %d", f.name, function(f), r.Line(f.With))
	case channels.Alone:
		category, message = "deadlock", fmt.Sprintf("%s: %s can wait here when all work has ended, and nothing comes", f.name, function(f))
	case channels.Closed:
		category, message = "closed", fmt.Sprintf("send on %s: it can come after the close at line %d, and panics then", f.name, r.Line(f.With))
	case channels.ClosedTwice:
		category, message = "closed", fmt.Sprintf("close of %s: it can come after the close at line %d, and panics then", f.name, r.Line(f.With))
	}
	var mark analysis.Range = f.op
	if f.op == nil {
		mark = check.At(f.Pos)
	}
	level, reasons := weigh(r, f)
	r.Report(check.Finding{Range: mark, Category: category, Message: message, Level: level, Reasons: reasons,
		Fixes: func() ([]analysis.SuggestedFix, string) { return fixes(r, o, f) }})
}

// gone says when the function has left.
func gone(r *check.Reporter, f finding, nobody string) string {
	switch {
	case f.Case.IsValid():
		return fmt.Sprintf("after the case at line %d %s any more", r.Line(f.Case), nobody)
	case f.Exit.IsValid():
		return fmt.Sprintf("when %s returns at line %d %s any more", function(f), r.Line(f.Exit), nobody)
	}
	return "in the next turn of the loop " + nobody + " any more"
}

// function names the function of a finding.
func function(f finding) string {
	if f.Fn.Parent() != nil {
		return "the function"
	}
	return f.Fn.Name()
}
