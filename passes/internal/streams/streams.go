// Package streams is the table of what a package reads and writes: where each write
// ends, who looks at its error, and where what is read comes from. Checks read it;
// none walks the code again to find out what the table knows.
package streams

import (
	"go/ast"
	"go/token"
	"go/types"
	"reflect"
	"sync"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/facts"
	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/sites"
)

// Analyzer is the table beside sites.Analyzer.
var Analyzer = New(sites.Analyzer)

// New returns an analyzer whose result is a *Table. It covers the files that table, an
// analyzer made by sites.New, covers.
func New(table *analysis.Analyzer) *analysis.Analyzer {
	return &analysis.Analyzer{
		Name:       "inflightstreams",
		Doc:        "inflightstreams: the table of reads and writes that the other checks read\n\nIt reports nothing.",
		URL:        "https://github.com/inflight-go/inflight/blob/main/CONTRIBUTING.md",
		Requires:   []*analysis.Analyzer{table},
		ResultType: reflect.TypeFor[*Table](),
		Run: func(pass *analysis.Pass) (any, error) {
			return safely(pass, pass.ResultOf[table].(*sites.Table)), nil
		},
	}
}

// A Table is what is known of the streams of one package.
type Table struct {
	// P has the functions that read or write, and those around them; nil when there
	// are none, or they cannot be built.
	P *flow.Program
	// Facts is what is known of the objects of this package and those it imports.
	Facts *facts.Facts
	// Writes are the writes whose error nobody looks at in time, in source order.
	Writes []*Write
	// Reads are the reads that take what is there, in source order.
	Reads []*Read

	calls map[token.Pos]*ast.CallExpr
	sinks map[ssa.Value][]Sink
	// asking: checks run side by side, and the table remembers its answers.
	asking sync.Mutex
}

func safely(pass *analysis.Pass, table *sites.Table) (t *Table) {
	if !sites.Strict {
		defer func() {
			if recover() != nil {
				t = &Table{Facts: table.Facts}
			}
		}()
	}
	return build(pass, table)
}

func build(pass *analysis.Pass, table *sites.Table) *Table {
	t := &Table{Facts: table.Facts, sinks: map[ssa.Value][]Sink{}}
	keep, partial := choose(pass, table)
	if len(keep) == 0 {
		return t
	}
	t.P = flow.Build(pass, table.Facts.Table, keep, partial)
	if t.P == nil {
		return t
	}
	t.calls = map[token.Pos]*ast.CallExpr{}
	covered := map[*token.File]bool{}
	for _, file := range pass.Files {
		if table.Skipped(file) {
			continue
		}
		covered[pass.Fset.File(file.FileStart)] = true
		ast.Inspect(file, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok {
				t.calls[call.Lparen] = call
			}
			return true
		})
	}
	t.findWrites()
	t.findReads()
	return t
}

// Call returns the expression of a call, nil when the compiler made it or it stands in
// a file that is left out.
func (t *Table) Call(instr ssa.CallInstruction) *ast.CallExpr { return t.calls[instr.Common().Pos()] }

// Calls calls visit for each call of a function or method that stands in the source, in
// its order.
func (t *Table) Calls(visit func(call ssa.CallInstruction, fn *types.Func, node *ast.CallExpr)) {
	if t.P == nil {
		return
	}
	for _, fn := range t.P.Funcs {
		flow.Instructions(fn, false, func(instr ssa.Instruction) {
			call, ok := instr.(ssa.CallInstruction)
			if !ok {
				return
			}
			if callee := flow.Callee(call.Common()); callee != nil {
				if node := t.Call(call); node != nil {
					visit(call, callee, node)
				}
			}
		})
	}
}
