package rewrite

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"
)

// A Spawn is a place that starts work: a go statement or a call that is a statement of
// its own.
type Spawn struct {
	Stmt  ast.Stmt
	Place Place
	// Call is the call of the go statement, or the call itself.
	Call *ast.CallExpr
	// Lit is the body of the work where it is written out.
	Lit *ast.FuncLit
	// Arg is the function that is handed over, nil for a go statement.
	Arg ast.Expr
}

// SpawnAt returns the spawn that node is, a *ast.GoStmt or *ast.CallExpr. arg is which
// argument of a call is the work.
func (f *File) SpawnAt(node ast.Node, arg int) (Spawn, bool) {
	s := Spawn{}
	switch n := node.(type) {
	case *ast.GoStmt:
		s.Stmt, s.Call = n, n.Call
		s.Lit, _ = ast.Unparen(n.Call.Fun).(*ast.FuncLit)
	case *ast.CallExpr:
		s.Call = n
		if arg >= len(n.Args) {
			return s, false
		}
		s.Arg = n.Args[arg]
		s.Lit, _ = ast.Unparen(s.Arg).(*ast.FuncLit)
	}
	places := f.Enclosing(s.Call)
	if len(places) == 0 {
		return s, false
	}
	s.Place = places[0]
	switch stmt := s.Place.Stmt.(type) {
	case *ast.GoStmt:
		if s.Stmt != stmt {
			return s, false
		}
	case *ast.ExprStmt:
		if s.Stmt != nil || ast.Unparen(stmt.X) != s.Call {
			return s, false
		}
		s.Stmt = stmt
	default:
		return s, false
	}
	return s, true
}

// Acquire returns where a place is taken before s: before the Add of the WaitGroup
// that stands directly before it, or else before s itself.
func (f *File) Acquire(s Spawn) (at ast.Stmt, beforeAdd bool) {
	if add, ok := s.Place.Before().(*ast.ExprStmt); ok {
		if call, ok := add.X.(*ast.CallExpr); ok && f.isMethod(call, "sync", "WaitGroup", "Add") {
			return add, true
		}
	}
	return s.Stmt, s.Arg != nil
}

func (f *File) isMethod(call *ast.CallExpr, pkg, typ, name string) bool {
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok {
		return false
	}
	fn, ok := f.pass.TypesInfo.Uses[sel.Sel].(*types.Func)
	if !ok || fn.Name() != name || fn.Pkg() == nil || fn.Pkg().Path() != pkg {
		return false
	}
	recv := fn.Signature().Recv()
	return recv != nil && strings.HasSuffix(recv.Type().String(), pkg+"."+typ)
}

// Finally has the work of s run line when it ends. before are lines to put before s:
// what go evaluates at once is evaluated there.
func (f *File) Finally(s Spawn, line string) (edits []analysis.TextEdit, before []string, ok bool) {
	if s.Lit != nil {
		edits, ok = f.First(s.Lit.Body, "defer "+line)
		return edits, nil, ok
	}
	// go f(x) becomes go func() { defer ...; f(x) }().
	call, after := "", ""
	var inner ast.Expr
	if s.Arg != nil {
		if !f.Stable(s.Arg, s.Stmt) || !f.plainFunc(s.Arg) {
			return nil, nil, false
		}
		inner, call = s.Arg, f.Text(s.Arg)+"()"
	} else {
		call, before, ok = f.later(s)
		if !ok {
			return nil, nil, false
		}
		inner, after = s.Call, "()"
	}
	if strings.Contains(call, "\n") {
		return nil, nil, false
	}
	indent := f.Indent(s.Stmt.Pos())
	text := "func() {" + f.nl + indent + "\tdefer " + line + f.nl + indent + "\t" + call + f.nl + indent + "}" + after
	return []analysis.TextEdit{f.Replace(inner, text)}, before, true
}

// later is the call of a go statement as it is written where it runs later. before
// are the variables that keep what changes until then.
func (f *File) later(s Spawn) (call string, before []string, ok bool) {
	sig, ok := f.pass.TypesInfo.TypeOf(s.Call.Fun).Underlying().(*types.Signature)
	if !ok || f.commentIn(s.Call.Pos(), s.Call.End()) {
		return "", nil, false
	}
	taken := map[string]bool{}
	keep := func(e ast.Expr, base string) (string, bool) {
		t := f.pass.TypesInfo.TypeOf(e)
		if _, isTuple := t.(*types.Tuple); isTuple || t == nil || strings.Contains(f.Text(e), "\n") {
			return "", false
		}
		if b, isBasic := t.(*types.Basic); isBasic && b.Info()&types.IsUntyped != 0 {
			return "", false
		}
		if base == "" || base == "_" {
			base = "arg"
		}
		name := ""
		for nth := 0; name == "" || taken[name]; nth++ {
			name = f.Fresh(base, s.Stmt.Pos(), nth)
		}
		taken[name] = true
		before = append(before, name+" := "+f.Text(e))
		return name, true
	}
	fun := f.Text(s.Call.Fun)
	if !f.Stable(s.Call.Fun, s.Stmt) {
		sel, isSel := ast.Unparen(s.Call.Fun).(*ast.SelectorExpr)
		var selection *types.Selection
		if isSel {
			selection = f.pass.TypesInfo.Selections[sel]
		}
		if selection != nil && selection.Kind() == types.MethodVal && len(selection.Index()) == 1 && f.copies(selection) {
			recv, ok := keep(sel.X, selection.Obj().(*types.Func).Signature().Recv().Name())
			if !ok {
				return "", nil, false
			}
			fun = recv + "." + sel.Sel.Name
		} else if name, ok := keep(s.Call.Fun, "work"); ok {
			fun = name
		} else {
			return "", nil, false
		}
	}
	var args []string
	for i, arg := range s.Call.Args {
		text := f.Text(arg)
		if !f.Stable(arg, s.Stmt) {
			base := ""
			if i < sig.Params().Len() {
				base = sig.Params().At(i).Name()
			}
			if text, ok = keep(arg, base); !ok {
				return "", nil, false
			}
		}
		args = append(args, text)
	}
	call = fun + "(" + strings.Join(args, ", ")
	if s.Call.Ellipsis.IsValid() {
		call += "..."
	}
	return call + ")", before, true
}

// copies: calling the method on a copy of its receiver is the same.
func (f *File) copies(sel *types.Selection) bool {
	_, takes := sel.Obj().(*types.Func).Signature().Recv().Type().(*types.Pointer)
	_, pointer := sel.Recv().Underlying().(*types.Pointer)
	return pointer || !takes
}

// plainFunc: a function without parameters and results.
func (f *File) plainFunc(e ast.Expr) bool {
	sig, ok := f.pass.TypesInfo.TypeOf(e).Underlying().(*types.Signature)
	return ok && sig.Params().Len() == 0 && sig.Results().Len() == 0
}

// Stable reports whether e means later, in a goroutine that stmt starts, what it means
// when stmt runs.
func (f *File) Stable(e ast.Expr, stmt ast.Stmt) bool {
	info := f.pass.TypesInfo
	if tv, ok := info.Types[e]; ok && (tv.Value != nil || tv.IsNil() || tv.IsType()) {
		return true
	}
	switch e := ast.Unparen(e).(type) {
	case *ast.BasicLit:
		return true
	case *ast.Ident:
		switch obj := info.ObjectOf(e).(type) {
		case *types.Func, *types.Nil, *types.Const, *types.TypeName, *types.Builtin, *types.PkgName:
			return true
		case *types.Var:
			return f.setOnce(obj, stmt)
		}
	case *ast.SelectorExpr:
		if id, ok := e.X.(*ast.Ident); ok {
			if _, ok := info.ObjectOf(id).(*types.PkgName); ok {
				_, isFunc := info.ObjectOf(e.Sel).(*types.Func)
				return isFunc
			}
		}
		// A method of a pointer; a value would be copied now, and a field read now.
		sel, ok := info.Selections[e]
		if !ok || sel.Kind() != types.MethodVal || len(sel.Index()) > 1 {
			return false
		}
		_, pointer := info.TypeOf(e.X).Underlying().(*types.Pointer)
		fn := sel.Obj().(*types.Func)
		_, takes := fn.Signature().Recv().Type().(*types.Pointer)
		if id, ok := ast.Unparen(e.X).(*ast.Ident); ok && takes && !pointer {
			_, isVar := info.Uses[id].(*types.Var)
			return isVar // its address is taken
		}
		return pointer && takes && f.Stable(e.X, stmt)
	case *ast.UnaryExpr:
		if e.Op == token.AND {
			_, ok := ast.Unparen(e.X).(*ast.Ident)
			return ok
		}
	}
	return false
}

// setOnce reports whether a variable is local and keeps its value for as long as what
// stmt starts may look at it.
func (f *File) setOnce(v *types.Var, stmt ast.Stmt) bool {
	if v.IsField() || v.Parent() == nil || v.Parent() == v.Pkg().Scope() {
		return false
	}
	fd := f.Decl(stmt.Pos())
	if fd == nil || v.Pos() < fd.Pos() || fd.End() <= v.Pos() {
		return false
	}
	for _, p := range f.Path(stmt.Pos()) {
		// Before Go 1.22 the variable of a loop is one for all turns.
		switch p := p.(type) {
		case *ast.RangeStmt:
			if p.Tok == token.DEFINE && !f.AtLeast("go1.22") && (f.defines(p.Key, v) || f.defines(p.Value, v)) {
				return false
			}
		case *ast.ForStmt:
			if p.Init != nil && p.Init.Pos() <= v.Pos() && v.Pos() < p.Init.End() {
				return false // its post statement sets it
			}
		}
	}
	return !f.Assigned(v, fd)
}

func (f *File) defines(e ast.Expr, v *types.Var) bool {
	id, ok := e.(*ast.Ident)
	return ok && f.pass.TypesInfo.Defs[id] == v
}

// Assigned reports whether a variable is set anywhere in n but where it is declared, or
// its address is taken.
func (f *File) Assigned(v *types.Var, n ast.Node) bool {
	info := f.pass.TypesInfo
	is := func(e ast.Expr) bool {
		id, ok := f.root(e).(*ast.Ident)
		return ok && info.Uses[id] == v
	}
	found := false
	ast.Inspect(n, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for _, lhs := range n.Lhs {
				found = found || is(lhs)
			}
		case *ast.IncDecStmt:
			found = found || is(n.X)
		case *ast.RangeStmt:
			if n.Tok == token.ASSIGN {
				found = found || n.Key != nil && is(n.Key) || n.Value != nil && is(n.Value)
			}
		case *ast.UnaryExpr:
			if n.Op == token.AND {
				found = found || is(n.X)
			}
		case *ast.SelectorExpr:
			// A method of a pointer may set what it is called on.
			if sel, ok := info.Selections[n]; ok && sel.Kind() == types.MethodVal {
				_, takes := sel.Obj().(*types.Func).Signature().Recv().Type().(*types.Pointer)
				_, pointer := sel.Recv().Underlying().(*types.Pointer)
				found = found || takes && !pointer && is(n.X)
			}
		}
		return !found
	})
	return found
}

// root is the variable that e is a part of: v of v.field and v[i].
func (f *File) root(e ast.Expr) ast.Expr {
	for {
		switch x := ast.Unparen(e).(type) {
		case *ast.SelectorExpr:
			if t := f.pass.TypesInfo.TypeOf(x.X); t == nil || !isValue(t) {
				return x
			}
			e = x.X
		case *ast.IndexExpr:
			if t := f.pass.TypesInfo.TypeOf(x.X); t == nil || !isValue(t) {
				return x
			}
			e = x.X
		default:
			return x
		}
	}
}

// isValue: a type whose parts are copied with it.
func isValue(t types.Type) bool {
	switch t.Underlying().(type) {
	case *types.Struct, *types.Array:
		return true
	}
	return false
}
