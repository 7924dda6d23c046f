package gates_test

import (
	"go/ast"
	"testing"

	goanalysis "golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/inflight-go/inflight/passes/internal/facts"
	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/gates"
	"github.com/inflight-go/inflight/passes/internal/passtest"
	"github.com/inflight-go/inflight/passes/internal/repeats"
	"github.com/inflight-go/inflight/passes/internal/spawns"
)

// TestRemote says of spawns what bounds them when the bodies stand in another
// package, of which facts alone are known.
func TestRemote(t *testing.T) {
	analysistest.Run(t, passtest.Tree(t, "testdata/remote"), verdicts(facts.Analyzer), "uses", "usesgroups")
}

// verdicts returns an analyzer that reports of each spawn in an open loop what
// bounds it.
func verdicts(known *goanalysis.Analyzer) *goanalysis.Analyzer {
	return &goanalysis.Analyzer{
		Name: "verdicts", Doc: "verdicts: what bounds the spawns of a package", Requires: []*goanalysis.Analyzer{known},
		Run: func(pass *goanalysis.Pass) (any, error) {
			f := pass.ResultOf[known].(*facts.Facts)
			keep := map[*ast.FuncDecl]bool{}
			for _, file := range pass.Files {
				for _, d := range file.Decls {
					if fd, ok := d.(*ast.FuncDecl); ok {
						keep[fd] = true
					}
				}
			}
			p := flow.Build(pass, f.Table, keep, nil)
			reps := repeats.New(p)
			reps.Wraps = f.Spawns
			a := &gates.Analysis{P: p, Repeats: reps, Facts: f}
			for _, s := range spawns.Find(p, f) {
				if factor, ok := a.Repeats.Of(s.Instr).Unbounded(); ok {
					pass.Reportf(s.Pos(), "%s", describe(a.Of(s, factor)))
				}
			}
			return nil, nil
		},
	}
}
