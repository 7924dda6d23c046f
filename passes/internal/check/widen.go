package check

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"

	"github.com/inflight-go/inflight/passes/internal/progress"
	"github.com/inflight-go/inflight/passes/internal/rewrite"
)

// Widen returns the edits that give the channels that are emptied after the loop room for
// every element. It fails where the elements have no name where the channel is made.
func (x *Fixer) Widen(f *rewrite.File, proof progress.Proof) (edits []analysis.TextEdit, ok bool) {
	for _, ch := range proof.Widen {
		loop, ok := ch.Loop.Stmt.(*ast.RangeStmt)
		if !ok {
			return nil, false
		}
		over, ok := ast.Unparen(loop.X).(*ast.Ident)
		if !ok {
			return nil, false
		}
		v, ok := f.Info().Uses[over].(*types.Var)
		if !ok || !container(v.Type()) {
			return nil, false
		}
		call := f.Make(ch.Make.Pos())
		decl := f.Decl(over.Pos())
		if call == nil || decl == nil || f.Lookup(over.Name, call.Pos()) != v || !f.Builtin("len", call.Pos()) || assignedAfter(f, v, decl, call.Pos()) {
			return nil, false
		}
		size := fmt.Sprintf("len(%s)", over.Name)
		if len(call.Args) == 2 {
			edits = append(edits, f.Replace(call.Args[1], size))
			continue
		}
		end := call.Args[0].End()
		edits = append(edits, analysis.TextEdit{Pos: end, End: end, NewText: []byte(", " + size)})
	}
	return edits, true
}

// container: a type whose elements are in memory and counted by len.
func container(t types.Type) bool {
	switch t.Underlying().(type) {
	case *types.Slice, *types.Map, *types.Array:
		return true
	}
	return false
}

// assignedAfter reports whether a variable is set after pos.
func assignedAfter(f *rewrite.File, v *types.Var, decl ast.Node, pos token.Pos) bool {
	found := false
	ast.Inspect(decl, func(n ast.Node) bool {
		if stmt, ok := n.(ast.Stmt); ok && stmt.End() > pos {
			switch stmt.(type) {
			case *ast.AssignStmt, *ast.IncDecStmt:
				found = found || f.Assigned(v, stmt)
			}
		}
		return !found
	})
	return found
}
