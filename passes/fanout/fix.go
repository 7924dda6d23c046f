package fanout

import (
	"fmt"
	"go/ast"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/inflight-go/inflight/passes/internal/channels"
	"github.com/inflight-go/inflight/passes/internal/check"
	"github.com/inflight-go/inflight/passes/internal/progress"
	"github.com/inflight-go/inflight/passes/internal/rewrite"
)

// fixes gives the channel room for what is sent on it. why says what keeps that from
// being offered.
func fixes(x *check.Fixer, f channels.Finding) (out []analysis.SuggestedFix, why string) {
	room, why := f.Room()
	if room.Make == nil {
		return nil, why
	}
	file, ok := x.FileAt(room.Make.Pos())
	if !ok {
		return nil, "a generated file"
	}
	call := file.Make(room.Make.Pos())
	if call == nil {
		return nil, "the channel is made elsewhere"
	}
	name := nameOf(file, call)
	if room.Loop != nil {
		edits, ok := x.Widen(file, progress.Proof{Widen: []progress.Channel{{Make: room.Make, Loop: room.Loop}}})
		if !ok {
			return nil, "the elements have no name where the channel is made"
		}
		return []analysis.SuggestedFix{check.Fix(fmt.Sprintf("Give %s room for every element", name), edits)}, ""
	}
	edit := analysis.TextEdit{Pos: call.Args[0].End(), End: call.Args[0].End(), NewText: fmt.Appendf(nil, ", %d", room.N)}
	if len(call.Args) == 2 {
		if _, plain := call.Args[1].(*ast.BasicLit); !plain {
			return nil, "the size of the channel has a name"
		}
		edit = file.Replace(call.Args[1], fmt.Sprint(room.N))
	}
	return []analysis.SuggestedFix{check.Fix(fmt.Sprintf("Give %s room for all that is sent", name), []analysis.TextEdit{edit})}, ""
}

// nameOf is the variable that a channel is made for.
func nameOf(file *rewrite.File, call *ast.CallExpr) string {
	for _, n := range file.Path(call.Pos()) {
		switch n := n.(type) {
		case *ast.AssignStmt:
			if i := slices.Index(n.Rhs, ast.Expr(call)); i >= 0 && len(n.Lhs) == len(n.Rhs) {
				return check.Short(n.Lhs[i])
			}
		case *ast.ValueSpec:
			if i := slices.Index(n.Values, ast.Expr(call)); i >= 0 && len(n.Names) == len(n.Values) {
				return n.Names[i].Name
			}
		}
	}
	return "the channel"
}
