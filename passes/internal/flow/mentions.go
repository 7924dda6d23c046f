package flow

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/analysis"
)

// Mentions says which declared functions of a package mention which others. Who builds
// some of the functions chooses them by it.
type Mentions struct {
	Decls map[*types.Func]*ast.FuncDecl

	out, in map[*ast.FuncDecl][]*ast.FuncDecl
}

// NewMentions looks at the functions of pass that have a body. visit, which may be nil,
// sees each object that one of them uses.
func NewMentions(pass *analysis.Pass, visit func(from *ast.FuncDecl, obj types.Object)) *Mentions {
	m := &Mentions{
		Decls: map[*types.Func]*ast.FuncDecl{},
		out:   map[*ast.FuncDecl][]*ast.FuncDecl{}, in: map[*ast.FuncDecl][]*ast.FuncDecl{},
	}
	for _, file := range pass.Files {
		for _, d := range file.Decls {
			if fd, ok := d.(*ast.FuncDecl); ok && fd.Body != nil {
				if fn, ok := pass.TypesInfo.Defs[fd.Name].(*types.Func); ok {
					m.Decls[fn] = fd
				}
			}
		}
	}
	for _, fd := range m.Decls {
		ast.Inspect(fd, func(n ast.Node) bool {
			id, ok := n.(*ast.Ident)
			if !ok {
				return true
			}
			obj := pass.TypesInfo.Uses[id]
			if fn, ok := obj.(*types.Func); ok {
				if to := m.Decls[fn.Origin()]; to != nil && to != fd {
					m.out[fd] = append(m.out[fd], to)
					m.in[to] = append(m.in[to], fd)
				}
			}
			if obj != nil && visit != nil {
				visit(fd, obj)
			}
			return true
		})
	}
	return m
}

// Callers adds to keep the functions that mention one of it, and those that mention
// these, up to so many steps away.
func (m *Mentions) Callers(keep map[*ast.FuncDecl]bool, from []*ast.FuncDecl, steps int) {
	widen(keep, m.in, from, steps)
}

// Callees adds to keep the functions that one of it mentions, and those that these
// mention, up to so many steps away.
func (m *Mentions) Callees(keep map[*ast.FuncDecl]bool, from []*ast.FuncDecl, steps int) {
	widen(keep, m.out, from, steps)
}

func widen(keep map[*ast.FuncDecl]bool, edges map[*ast.FuncDecl][]*ast.FuncDecl, from []*ast.FuncDecl, steps int) {
	for range steps {
		var added []*ast.FuncDecl
		for _, fd := range from {
			for _, to := range edges[fd] {
				if !keep[to] {
					keep[to] = true
					added = append(added, to)
				}
			}
		}
		from = added
	}
}

// Setters adds to keep the functions that set one of the fields and variables.
func (m *Mentions) Setters(info *types.Info, keep map[*ast.FuncDecl]bool, vars map[*types.Var]bool) {
	if len(vars) == 0 {
		return
	}
	oneOf := func(id *ast.Ident) bool {
		v, ok := info.Uses[id].(*types.Var)
		return ok && vars[v.Origin()]
	}
	for _, fd := range m.Decls {
		if keep[fd] {
			continue
		}
		ast.Inspect(fd, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CompositeLit:
				if len(n.Elts) > 0 {
					_, keyed := n.Elts[0].(*ast.KeyValueExpr)
					keep[fd] = keep[fd] || !keyed && hasField(info.TypeOf(n), vars)
				}
			case *ast.KeyValueExpr:
				if id, ok := n.Key.(*ast.Ident); ok && oneOf(id) {
					keep[fd] = true
				}
			case *ast.AssignStmt:
				for _, lhs := range n.Lhs {
					switch lhs := ast.Unparen(lhs).(type) {
					case *ast.SelectorExpr:
						if oneOf(lhs.Sel) {
							keep[fd] = true
						}
					case *ast.Ident:
						if oneOf(lhs) {
							keep[fd] = true
						}
					}
				}
			}
			return !keep[fd]
		})
	}
}

// hasField: a struct with one of the fields, whose literal sets all of them.
func hasField(t types.Type, vars map[*types.Var]bool) bool {
	if t == nil {
		return false
	}
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem() // in a slice or map of pointers
	}
	st, ok := t.Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for i := range st.NumFields() {
		if vars[st.Field(i).Origin()] {
			return true
		}
	}
	return false
}

// Partial returns those functions of keep that a function left out mentions: not all
// their callers are seen.
func (m *Mentions) Partial(keep map[*ast.FuncDecl]bool) map[*types.Func]bool {
	partial := map[*types.Func]bool{}
	for fn, fd := range m.Decls {
		for _, from := range m.in[fd] {
			if keep[fd] && !keep[from] {
				partial[fn] = true
			}
		}
	}
	return partial
}
