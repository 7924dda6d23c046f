package gclplugin

import (
	"cmp"
	"go/ast"
	"go/token"
	"go/types"
	"reflect"
	"slices"
	"strconv"
	"strings"

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
	texts := map[string]int{}
	for _, f := range all {
		// The name of the check, as golangci-lint shows that of the linter alone, and that of
		// the function, for the text to be of this place only.
		text := f.check + ": " + f.Message + " (" + place(pass, f.Diagnostic)
		if texts[text]++; texts[text] > 1 {
			text += " #" + strconv.Itoa(texts[text])
		}
		d := analysis.Diagnostic{
			Pos:      f.Pos,
			End:      f.End,
			Category: f.Category,
			URL:      f.URL,
			Message:  text + ")",
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
		if conflict(e, accepted) {
			return fix, false
		}
	}
	return fix, true
}

// conflict reports whether an edit cannot be applied beside those accepted. golangci-lint
// takes the same edit twice as one, and of insertions at one place the first as first, as
// inflight -fix does.
func conflict(e analysis.TextEdit, accepted []analysis.TextEdit) bool {
	equal, apart := false, false // one of those is the same; another was inserted there since
	for _, other := range accepted {
		switch {
		case e.Pos == other.Pos && end(e) == end(other) && string(e.NewText) == string(other.NewText):
			equal, apart = true, false
		case e.Pos == end(e) && e.Pos == other.Pos && e.Pos == end(other):
			apart = true
		case e.Pos < end(other) && other.Pos < end(e):
			return true
		}
	}
	return equal && apart // golangci-lint sees that two are the same if nothing is between them
}

// end returns where an edit ends; analyzers may leave it out of an insertion.
func end(e analysis.TextEdit) token.Pos { return max(e.Pos, e.End) }

// place names the function that a finding stands in, or else the package, as nothing else of
// the module is named.
func place(pass *analysis.Pass, d analysis.Diagnostic) string {
	pkg := pass.Pkg.Path()
	if pass.Module != nil {
		if dir, ok := strings.CutPrefix(pkg, pass.Module.Path); ok {
			pkg = cmp.Or(strings.TrimPrefix(dir, "/"), pass.Pkg.Name())
		}
	}
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
				return pkg + ".(" + types.ExprString(fn.Recv.List[0].Type) + ")." + fn.Name.Name
			}
			return pkg + "." + fn.Name.Name
		}
	}
	return pkg
}
