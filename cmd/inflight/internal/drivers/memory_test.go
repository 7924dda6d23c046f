package drivers_test

import (
	"slices"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/inflight-go/inflight/analyzers"
)

// inMemory drives the checks as golangci-lint does: one process reads the source
// of all packages, also of the standard library, and runs on each what computes
// facts. Facts are encoded on their way from package to package, since that is what
// its cache would do to them.
func inMemory(t *testing.T, dir string, c config) []finding {
	t.Helper()
	suite, err := analyzers.New(c.settings)
	if err != nil {
		t.Fatal(err)
	}
	if !c.optIn {
		suite = slices.DeleteFunc(suite, func(a *analysis.Analyzer) bool { return analyzers.OptIn(a.Name) })
	}
	pkgs, err := packages.Load(&packages.Config{
		Mode: packages.LoadAllSyntax | packages.NeedModule,
		Dir:  dir,
		Env:  environ(),
	}, c.packages)
	if err != nil {
		t.Fatal(err)
	}
	if n := packages.PrintErrors(pkgs); n > 0 {
		t.Fatalf("%d errors", n)
	}
	graph, err := checker.Analyze(suite, pkgs, &checker.Options{SanityCheck: true})
	if err != nil {
		t.Fatal(err)
	}
	var all []finding
	for _, act := range graph.Roots {
		if act.Err != nil {
			t.Errorf("%s: %v", act, act.Err)
		}
		for _, d := range act.Diagnostics {
			f := finding{
				posn:     relative(dir, act.Package.Fset.Position(d.Pos).String()),
				check:    act.Analyzer.Name,
				category: d.Category,
				message:  d.Message,
			}
			if len(d.SuggestedFixes) > 0 {
				f.fix = d.SuggestedFixes[0].Message
			}
			all = append(all, f)
		}
	}
	return all
}
