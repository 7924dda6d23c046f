package baddirective_test

import (
	"go/ast"
	"reflect"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/inflight-go/inflight/passes/baddirective"
	"github.com/inflight-go/inflight/passes/internal/directives"
	"github.com/inflight-go/inflight/passes/internal/passtest"
)

// table decides which files loops looks at.
type table struct{}

func (*table) Skipped(file *ast.File) bool { return ast.IsGenerated(file) }

var tables = &analysis.Analyzer{
	Name:       "tables",
	Doc:        "skip generated files",
	ResultType: reflect.TypeFor[*table](),
	Run:        func(*analysis.Pass) (any, error) { return new(table), nil },
}

// loops reports every go statement that no directive answers.
var loops = &analysis.Analyzer{
	Name:     "loops",
	Doc:      "report go statements",
	Requires: []*analysis.Analyzer{directives.Analyzer, tables},
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
	})
	passtest.Run(t, "testdata", check, "a")
}

func TestDefault(t *testing.T) {
	passtest.Run(t, "testdata", baddirective.Analyzer, "broken")
}
