package channels

import (
	"bytes"
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"
)

// An Orphan is a channel of the package from which none of its code receives, though it
// sends: a field or variable that no other package can name.
type Orphan struct {
	Var *types.Var
	// Send is the first send that waits until somebody receives.
	Send *ast.SendStmt
	// Close is where the package closes the channel, NoPos if it does not.
	Close token.Pos
}

// Orphans lists the channels of a package without room from which nobody receives, in
// the order of their sends. What is done with them has to be seen: one that is handed
// on is none.
func Orphans(pass *analysis.Pass) []Orphan {
	o := &orphans{info: pass.TypesInfo, pkg: pass.Pkg, state: map[*types.Var]*orphan{}}
	sends := false
	for _, file := range pass.Files {
		ast.Inspect(file, func(n ast.Node) bool {
			_, ok := n.(*ast.SendStmt)
			sends = sends || ok
			return !sends
		})
	}
	if !sends {
		return nil
	}
	for _, file := range pass.Files {
		o.file(file)
	}
	var out []Orphan
	for _, file := range pass.Files {
		ast.Inspect(file, func(n ast.Node) bool {
			send, ok := n.(*ast.SendStmt)
			if !ok {
				return true
			}
			v := o.variable(send.Chan)
			if s := o.state[v]; v != nil && s != nil && s.made && !s.lost && s.first == send && !named(pass, v) {
				out = append(out, Orphan{v, send, s.closed})
			}
			return true
		})
	}
	return out
}

// named reports whether a file of the package that is not built here, for another system
// perhaps, has the name of v in it. Where files cannot be read, which is so with Bazel,
// nobody has said which there are.
func named(pass *analysis.Pass, v *types.Var) bool {
	if pass.ReadFile == nil {
		return true
	}
	return slices.ContainsFunc(pass.IgnoredFiles, func(file string) bool {
		src, err := pass.ReadFile(file)
		return err != nil || bytes.Contains(src, []byte(v.Name()))
	})
}

type orphans struct {
	info  *types.Info
	pkg   *types.Package
	state map[*types.Var]*orphan
}

type orphan struct {
	first  *ast.SendStmt
	closed token.Pos // where it is closed first
	made   bool      // without room
	lost   bool      // received from, or out of sight
}

// variable returns the field or package variable that e names, if nobody else can.
func (o *orphans) variable(e ast.Expr) *types.Var {
	var id *ast.Ident
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		id = e
	case *ast.SelectorExpr:
		id = e.Sel
	default:
		return nil
	}
	v, _ := o.info.ObjectOf(id).(*types.Var)
	return o.private(v)
}

func (o *orphans) private(v *types.Var) *types.Var {
	if v == nil || v.Exported() || v.Pkg() != o.pkg || !v.IsField() && v.Parent() != o.pkg.Scope() {
		return nil
	}
	if _, ok := v.Type().Underlying().(*types.Chan); !ok {
		return nil
	}
	return v.Origin()
}

func (o *orphans) of(v *types.Var) *orphan {
	s := o.state[v]
	if s == nil {
		s = &orphan{}
		o.state[v] = s
	}
	return s
}

// file notes what is done with each channel.
func (o *orphans) file(file *ast.File) {
	known := map[*ast.Ident]bool{} // uses that say what they are
	note := func(e ast.Expr, use func(*orphan)) {
		v := o.variable(e)
		if v == nil {
			return
		}
		switch e := ast.Unparen(e).(type) {
		case *ast.Ident:
			known[e] = true
		case *ast.SelectorExpr:
			known[e.Sel] = true
		}
		use(o.of(v))
	}
	nothing := func(*orphan) {}
	var tries []ast.Stmt // the sends of selects that have another case
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.SelectStmt:
			for _, c := range n.Body.List {
				if comm := c.(*ast.CommClause).Comm; comm != nil && len(n.Body.List) > 1 {
					tries = append(tries, comm)
				}
			}
		case *ast.SendStmt:
			attempt := false
			for _, t := range tries {
				attempt = attempt || t == ast.Stmt(n)
			}
			note(n.Chan, func(s *orphan) {
				if s.first == nil && !attempt {
					s.first = n
				}
			})
		case *ast.CallExpr:
			if id, ok := n.Fun.(*ast.Ident); ok && len(n.Args) > 0 {
				switch b, _ := o.info.Uses[id].(*types.Builtin); {
				case b == nil, b.Name() == "append":
				case b.Name() == "close":
					note(n.Args[0], func(s *orphan) {
						if !s.closed.IsValid() {
							s.closed = n.Pos()
						}
					})
				default:
					note(n.Args[0], nothing)
				}
			}
		case *ast.BinaryExpr:
			note(n.X, nothing)
			note(n.Y, nothing)
		case *ast.AssignStmt:
			for i, lhs := range n.Lhs {
				var value ast.Expr
				if len(n.Rhs) == len(n.Lhs) {
					value = n.Rhs[i]
				}
				note(lhs, func(s *orphan) { o.set(s, value) })
			}
		case *ast.ValueSpec:
			for i, id := range n.Names {
				var value ast.Expr
				if len(n.Values) == len(n.Names) {
					value = n.Values[i]
				}
				if value != nil || len(n.Values) == 0 {
					note(id, func(s *orphan) {
						if value != nil {
							o.set(s, value)
						}
					})
				}
			}
		case *ast.CompositeLit:
			o.literal(n, note)
		case *ast.Field:
			for _, id := range n.Names {
				known[id] = true // its declaration
			}
		}
		return true
	})
	ast.Inspect(file, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && !known[id] {
			v, _ := o.info.ObjectOf(id).(*types.Var)
			if v = o.private(v); v != nil {
				o.of(v).lost = true
			}
		}
		return true
	})
}

// set: the channel becomes value.
func (o *orphans) set(s *orphan, value ast.Expr) {
	if value == nil {
		s.lost = true
		return
	}
	if tv := o.info.Types[value]; tv.IsNil() {
		return
	}
	call, ok := ast.Unparen(value).(*ast.CallExpr)
	if !ok {
		s.lost = true
		return
	}
	id, ok := call.Fun.(*ast.Ident)
	if _, builtin := o.info.Uses[id].(*types.Builtin); !ok || !builtin || id.Name != "make" || len(call.Args) != 1 {
		s.lost = true // made elsewhere, or with room
		return
	}
	s.made = true
}

// literal: a struct with a channel in it.
func (o *orphans) literal(lit *ast.CompositeLit, note func(ast.Expr, func(*orphan))) {
	st, ok := types.Unalias(o.info.TypeOf(lit)).Underlying().(*types.Struct)
	if !ok {
		return
	}
	for i, elt := range lit.Elts {
		if kv, ok := elt.(*ast.KeyValueExpr); ok {
			note(kv.Key, func(s *orphan) { o.set(s, kv.Value) })
		} else if v := o.private(st.Field(i)); v != nil {
			o.set(o.of(v), elt)
		}
	}
}
