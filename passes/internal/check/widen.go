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

// Widen returns the edits that give each channel room for every element of its loop. It
// fails where the elements have no name where the channel is made.
func (x *Fixer) Widen(f *rewrite.File, channels []progress.Channel) (edits []analysis.TextEdit, ok bool) {
	for _, ch := range channels {
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

// assignedAfter reports whether a variable is set after pos, or may be: by a literal, or
// through a pointer that was kept.
func assignedAfter(f *rewrite.File, v *types.Var, decl ast.Node, pos token.Pos) bool {
	found := false
	var stack []ast.Node
	ast.Inspect(decl, func(n ast.Node) bool {
		if n == nil {
			stack = stack[:len(stack)-1]
			return true
		}
		switch n := n.(type) {
		case *ast.FuncLit:
			found = found || f.Assigned(v, n)
		case *ast.AssignStmt, *ast.IncDecStmt, *ast.SelectorExpr:
			found = found || n.End() > pos && f.Assigned(v, n)
		case *ast.UnaryExpr:
			_, argument := stack[len(stack)-1].(*ast.CallExpr)
			found = found || (n.End() > pos || !argument) && f.Assigned(v, n)
		case *ast.RangeStmt:
			for _, e := range []ast.Expr{n.Key, n.Value} {
				id, ok := e.(*ast.Ident)
				found = found || ok && n.Tok == token.ASSIGN && f.Info().Uses[id] == v
			}
		}
		stack = append(stack, n)
		return true
	})
	return found
}
