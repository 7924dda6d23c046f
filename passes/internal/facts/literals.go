package facts

import (
	"go/ast"
	"go/types"
)

// literals notes the package variables that are declared with a literal.
func (w *view) literals(gd *ast.GenDecl) {
	for _, spec := range gd.Specs {
		vs := spec.(*ast.ValueSpec)
		if len(vs.Names) != len(vs.Values) {
			continue
		}
		for i, id := range vs.Names {
			if v, ok := w.pass.TypesInfo.Defs[id].(*types.Var); ok {
				if _, ok := ast.Unparen(vs.Values[i]).(*ast.CompositeLit); ok && holdsElements(v.Type()) {
					w.literal[v] = true
				}
			}
		}
	}
}

func holdsElements(t types.Type) bool {
	switch t.Underlying().(type) {
	case *types.Slice, *types.Map:
		return true
	}
	return false
}

// forget: the variable that e names is set, or its address is taken.
func (w *view) forget(e ast.Expr) {
	if len(w.literal) == 0 || e == nil {
		return
	}
	for {
		switch x := ast.Unparen(e).(type) {
		case *ast.Ident:
			if v, ok := w.pass.TypesInfo.Uses[x].(*types.Var); ok {
				delete(w.literal, v)
			}
			return
		case *ast.IndexExpr:
			if t := w.pass.TypesInfo.TypeOf(x.X); t == nil {
				return
			} else if _, ok := t.Underlying().(*types.Map); !ok {
				return // an element replaced
			}
			e = x.X
		default:
			return
		}
	}
}
