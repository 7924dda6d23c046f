package gclplugin

import (
	"cmp"
	"go/ast"
	"go/types"
	"reflect"
	"slices"

	"golang.org/x/tools/go/analysis"
)

// merge returns one analyzer that reports what the checks find. It changes the checks,
// which must be freshly built, so that they hand their findings over.
//
// One analyzer, because golangci-lint has demands that a check alone cannot meet: if two
// edits of a linter in one file overlap it drops all of them, with the findings, and
// findings of the same text are hidden after the third.
func merge(checks []*analysis.Analyzer) *analysis.Analyzer {
	for _, check := range checks {
		handOver(check)
	}
	return &analysis.Analyzer{
		Name:     "inflight",
		Doc:      "inflight: report work that nothing keeps from piling up, and I/O whose failure nobody sees",
		URL:      "https://github.com/inflight-go/inflight",
		Requires: checks,
		Run: func(pass *analysis.Pass) (any, error) {
			var all []finding
			for _, check := range checks {
				found, _ := pass.ResultOf[check].([]analysis.Diagnostic)
				for _, d := range found {
					all = append(all, finding{check.Name, d})
				}
			}
			report(pass, all)
			return nil, nil
		},
	}
}

// handOver makes the result of a check what it would have reported. A panic in it costs its
// findings in this package: it must not end golangci-lint, with all other linters.
func handOver(check *analysis.Analyzer) {
	run := check.Run
	check.ResultType = reflect.TypeFor[[]analysis.Diagnostic]()
	check.Run = func(pass *analysis.Pass) (result any, err error) {
		var found []analysis.Diagnostic
		defer func() {
			if recover() != nil {
				found = nil
			}
			result, err = found, nil
		}()
		own := *pass
		own.Report = func(d analysis.Diagnostic) { found = append(found, d) }
		_, err = run(&own)
		return nil, err
	}
}

type finding struct {
	check string
	analysis.Diagnostic
}

// report reports the findings in the order of the source.
func report(pass *analysis.Pass, all []finding) {
	slices.SortStableFunc(all, func(a, b finding) int {
		return cmp.Or(cmp.Compare(a.Pos, b.Pos), cmp.Compare(a.check, b.check))
	})
	var accepted []analysis.TextEdit
	for _, f := range all {
		d := analysis.Diagnostic{
			Pos:      f.Pos,
			End:      f.End,
			Category: f.Category,
			URL:      f.URL,
			// The name of the check, as golangci-lint shows that of the linter alone, and
			// that of the function, for the text to be of this place only.
			Message: f.check + ": " + f.Message + " (" + place(pass, f.Diagnostic) + ")",
			// No related positions: golangci-lint would make findings of them.
		}
		if fix, ok := firstFix(pass, f.Diagnostic, accepted); ok {
			d.SuggestedFixes = []analysis.SuggestedFix{fix}
			accepted = append(accepted, fix.TextEdits...)
		}
		pass.Report(d)
	}
}

// firstFix returns the first fix of a finding, if it can be applied beside those accepted.
// What is left out has its turn when these are applied.
func firstFix(pass *analysis.Pass, d analysis.Diagnostic, accepted []analysis.TextEdit) (analysis.SuggestedFix, bool) {
	if len(d.SuggestedFixes) == 0 {
		return analysis.SuggestedFix{}, false
	}
	fix := d.SuggestedFixes[0]
	file := pass.Fset.File(d.Pos)
	for _, e := range fix.TextEdits {
		if pass.Fset.File(e.Pos) != file {
			return fix, false // golangci-lint would apply one half
		}
		if slices.ContainsFunc(accepted, func(other analysis.TextEdit) bool { return conflict(e, other) }) {
			return fix, false
		}
	}
	return fix, true
}

// conflict: two edits cannot be applied both, or the order of what they insert would be left
// to chance. The same edit twice is one.
func conflict(a, b analysis.TextEdit) bool {
	aEnd, bEnd := max(a.Pos, a.End), max(b.Pos, b.End)
	if a.Pos == b.Pos && aEnd == bEnd && string(a.NewText) == string(b.NewText) {
		return false
	}
	return a.Pos == b.Pos || a.Pos < bEnd && b.Pos < aEnd
}

// place names the function that a finding stands in, or else the package.
func place(pass *analysis.Pass, d analysis.Diagnostic) string {
	for _, file := range pass.Files {
		if d.Pos < file.FileStart || d.Pos >= file.FileEnd {
			continue
		}
		for _, decl := range file.Decls {
			fn, ok := decl.(*ast.FuncDecl)
			if !ok || d.Pos < fn.Pos() || d.Pos >= fn.End() {
				continue
			}
			if fn.Recv != nil && len(fn.Recv.List) > 0 {
				return "(" + types.ExprString(fn.Recv.List[0].Type) + ")." + fn.Name.Name
			}
			return pass.Pkg.Name() + "." + fn.Name.Name
		}
	}
	return pass.Pkg.Name()
}
