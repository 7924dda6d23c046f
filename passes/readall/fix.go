package readall

import (
	"go/ast"

	"golang.org/x/tools/go/analysis"

	"github.com/inflight-go/inflight/passes/internal/check"
	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
	"github.com/inflight-go/inflight/passes/internal/rewrite"
	"github.com/inflight-go/inflight/passes/internal/streams"
)

// discard reads to the end and keeps nothing:
//
//	_, err := io.ReadAll(resp.Body)
//	          ~~~~~~~~~~
//	_, err := io.Copy(io.Discard, resp.Body)
func discard(r *check.StreamReporter, w *streams.Whole) ([]analysis.SuggestedFix, string) {
	call := w.Node
	if r.Streams.GoesRound(w.From, "Read", "WriteTo") {
		return nil, "io.Copy would go round the method that the type has of its own"
	}
	file, ok := r.Fixer().FileAt(call.Pos())
	if !ok {
		return nil, "a generated file"
	}
	if len(call.Args) != 1 || file.Comments(call.Pos(), call.Args[0].Pos()) {
		return nil, "a comment would be lost"
	}
	if named(file, call) {
		return nil, "the bytes have a name"
	}
	// Have: io.ReadAll, which is as old as io.Discard, or that of ioutil, which has one
	// of its own: the import stays in use.
	home := knowledge.PackagePath(flow.Called(file.Info(), call).Pkg())
	sink, imports, ok := file.Qualifier(home, "Discard", call.Pos())
	if !ok || len(imports) > 0 {
		return nil, "the package has no name here"
	}
	copies, imports, ok := file.Qualifier("io", "Copy", call.Pos())
	if !ok {
		return nil, "io cannot be imported here"
	}
	edits := append(imports, file.Replace(call.Fun, copies+"Copy"),
		analysis.TextEdit{Pos: call.Args[0].Pos(), End: call.Args[0].Pos(), NewText: []byte(sink + "Discard, ")})
	return []analysis.SuggestedFix{check.Fix("Read to the end without keeping it", edits)}, ""
}

// named: the bytes go to a variable, though nobody looks at it.
func named(file *rewrite.File, call *ast.CallExpr) bool {
	for _, n := range file.Path(call.Pos()) {
		var first ast.Expr
		switch n := n.(type) {
		case *ast.ExprStmt, *ast.DeferStmt, *ast.GoStmt:
			return false
		case *ast.AssignStmt:
			first = n.Lhs[0]
		case *ast.ValueSpec:
			first = n.Names[0]
		default:
			continue
		}
		id, ok := first.(*ast.Ident)
		return !ok || id.Name != "_"
	}
	return true
}
