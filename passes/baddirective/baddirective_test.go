package baddirective_test

import (
	"go/ast"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/inflight-go/inflight/passes/baddirective"
	"github.com/inflight-go/inflight/passes/internal/directives"
	"github.com/inflight-go/inflight/passes/internal/passtest"
)

// loops reports every go statement that no directive answers.
var loops = &analysis.Analyzer{
	Name:     "loops",
	Doc:      "report go statements",
	Requires: []*analysis.Analyzer{directives.Analyzer},
	Run: func(pass *analysis.Pass) (any, error) {
		index := pass.ResultOf[directives.Analyzer].(*directives.Index)
		for _, file := range pass.Files {
			ast.Inspect(file, func(n ast.Node) bool {
				if n, ok := n.(*ast.GoStmt); ok && !index.Ignored("loops", n.Pos()) {
					if _, bounded := index.Bounded(n.Pos()); !bounded {
						pass.Reportf(n.Pos(), "go statement")
					}
				}
				return true
			})
		}
		return nil, nil
	},
}

func Test(t *testing.T) {
	check := baddirective.New(baddirective.Options{
		Checks: []*analysis.Analyzer{loops},
		Others: []string{"groups"},
		Skip:   func(_ *analysis.Pass, file *ast.File) bool { return ast.IsGenerated(file) },
	})
	passtest.Run(t, "testdata", check, "a")
}

func TestDefault(t *testing.T) {
	passtest.Run(t, "testdata", baddirective.Analyzer, "broken")
}
