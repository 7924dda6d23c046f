package errgrouplimit

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"

	"github.com/inflight-go/inflight/passes/internal/check"
	"github.com/inflight-go/inflight/passes/internal/evidence"
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
	return o.Analyzer("errgrouplimit", source, func(pass *analysis.Pass) { run(pass, o) }, &o.LimitOption, &o.AlternativesOption)
}

func run(pass *analysis.Pass, o *Options) {
	r := o.Reporter(pass)
	// One report a loop and group, and one a SetLimit that breaks the group.
	type key struct {
		pos   token.Pos
		group string
	}
	seen := map[key]bool{}
	// A group gets one limit, however many loops add to it.
	limited := map[*sites.Site]*sites.Site{}
	fix := func(s *sites.Site, category string) func() ([]analysis.SuggestedFix, string) {
		return func() (list []analysis.SuggestedFix, why string) {
			group := r.Fixer().Group(s)
			if group != nil && !o.Alternatives {
				if by := limited[group[0]]; by != nil {
					return nil, fmt.Sprintf("that of line %d covers it", r.Line(by.Node.Pos()))
				}
				defer func() {
					if len(list) > 0 {
						limited[group[0]] = s
					}
				}()
			}
			return fixes(r.Fixer(), o, s, category)
		}
	}
	for _, s := range r.Table.Sites {
		if s.Spawn.Kind != spawns.Group && s.Spawn.Kind != spawns.TryGroup {
			continue
		}
		call, ok := s.Node.(*ast.CallExpr)
		if !ok {
			continue
		}
		group := "the group"
		if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok {
			group = check.Short(sel.X)
		}
		if s.Spawn.Kind == spawns.TryGroup && s.ResultIgnored {
			r.Report(check.Finding{Site: s, Category: "dropped", Level: evidence.LevelStrong,
				Fixes:   fix(s, "dropped"),
				Message: fmt.Sprintf("result of %s ignored: when %s is full, the work is not done", check.Operation(s), group)})
			continue
		}
		if v := s.Verdict; v.Limited.IsValid() && v.Nested.IsValid() && repeated(s) && s.Spawn.Kind == spawns.Group {
			r.Report(check.Finding{Site: s, Category: "nested", Level: evidence.LevelStrong,
				Message: fmt.Sprintf("%s: its work adds to %s too (line %d) and waits for ever once all of the limit (line %d) do",
					check.Operation(s), group, r.Line(v.Nested), r.Line(v.Limited))})
			continue
		}
		category, why := explain(r, s, group)
		level := s.Level
		at := s.Factor.Pos
		switch s.Verdict.Fake {
		case gates.ZeroLimit, gates.LateLimit:
			// Wrong in a loop or not.
			level, at = evidence.LevelStrong, s.Verdict.FakePos
		default:
			if s.Regime != sites.Unbounded {
				continue
			}
		}
		if k := (key{at, group}); seen[k] {
			continue
		} else {
			seen[k] = true
		}
		message := check.Operation(s)
		if s.Regime == sites.Unbounded {
			message += " " + check.Subject(s)
		}
		message += ": " + why
		switch {
		case s.Verdict.Nested.IsValid() && category == "nolimit":
			message += fmt.Sprintf("; a limit can deadlock, the work adds to %s (line %d)", group, r.Line(s.Verdict.Nested))
		case o.Limit != "" && category == "nolimit" && setsLimit(s):
			message += fmt.Sprintf("; %s.SetLimit(%s) before it would set one", group, o.Limit)
		}
		r.Report(check.Finding{Site: s, Category: category, Message: message, Level: level, Fixes: fix(s, category)})
	}
}

// repeated: there can be more such work than the limit lets in.
func repeated(s *sites.Site) bool {
	_, open := s.Repeat.Unbounded()
	return open
}

// setsLimit reports whether the group is one whose limit a method SetLimit sets.
func setsLimit(s *sites.Site) bool {
	obj, _, _ := types.LookupFieldOrMethod(s.Spawn.Group.Type(), true, s.Spawn.Callee.Pkg(), "SetLimit")
	_, ok := obj.(*types.Func)
	return ok
}

// explain says what is wrong with the limit of the group.
func explain(r *check.Reporter, s *sites.Site, group string) (category, why string) {
	line := r.Line(s.Verdict.FakePos)
	switch s.Verdict.Fake {
	case gates.Lifted:
		return "lifted", fmt.Sprintf("%s at line %d means no limit for %s", check.Lifted(s.Verdict), line, group)
	case gates.ZeroLimit:
		return "zero", fmt.Sprintf("SetLimit(0) at line %d lets nothing start, it waits for ever", line)
	case gates.LateLimit:
		return "late", fmt.Sprintf("%s at line %d comes after the first %s, and Wait can hang", check.Limiter(s.Verdict), line, check.Operation(s))
	case gates.DataSized:
		return "datasized", fmt.Sprintf("the limit of %s at line %d is len(data), as large as the data", group, line)
	case gates.Inside:
		return "inside", fmt.Sprintf("no limit on %s, and the semaphore at line %d is acquired inside the work", group, line)
	case gates.NotEachTime, gates.GivenBack:
		return "nolimit", fmt.Sprintf("no limit found on group %s, and the one at line %d is passed by", group, line)
	}
	return "nolimit", "no limit found on group " + group
}
