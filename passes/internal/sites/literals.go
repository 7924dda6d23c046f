package sites

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/analysis"
)

// literals returns a function that reports whether a package variable is set
// once, to a composite literal, and never assigned, appended to, or taken the
// address of.
func literals(pass *analysis.Pass) func(*types.Var) bool {
	var known map[*types.Var]bool
	return func(v *types.Var) bool {
		if known == nil {
			known = findLiterals(pass)
		}
		return known[v]
	}
}

func findLiterals(pass *analysis.Pass) map[*types.Var]bool {
	known := map[*types.Var]bool{}
	for _, file := range pass.Files {
		for _, d := range file.Decls {
			gd, ok := d.(*ast.GenDecl)
			if !ok {
				continue
			}
			for _, spec := range gd.Specs {
				vs, ok := spec.(*ast.ValueSpec)
				if !ok || len(vs.Names) != len(vs.Values) {
					continue
				}
				for i, id := range vs.Names {
					v, ok := pass.TypesInfo.Defs[id].(*types.Var)
					if !ok {
						continue
					}
					if _, ok := ast.Unparen(vs.Values[i]).(*ast.CompositeLit); ok {
						known[v] = true
					}
				}
			}
		}
	}
	forget := func(e ast.Expr) {
		for {
			switch x := ast.Unparen(e).(type) {
			case *ast.Ident:
				if v, ok := pass.TypesInfo.Uses[x].(*types.Var); ok {
					delete(known, v)
				}
				return
			case *ast.IndexExpr:
				if t := pass.TypesInfo.TypeOf(x.X); t == nil {
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
	for _, file := range pass.Files {
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.AssignStmt:
				for _, lhs := range n.Lhs {
					forget(lhs)
				}
			case *ast.UnaryExpr:
				if n.Op.String() == "&" {
					forget(n.X)
				}
			}
			return len(known) > 0
		})
	}
	return known
}
