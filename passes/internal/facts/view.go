package facts

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"

	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
)

// A view is what one look at the syntax of a package tells. All facts come from
// it.
type view struct {
	pass  *analysis.Pass
	table *knowledge.Table

	funcs  []*summary
	byFunc map[*types.Func]*summary
	// vars are the package variables that are set once, to a literal.
	vars []*types.Var
	// limited are the fields and variables whose group gets a limit.
	limited []*types.Var

	literal map[*types.Var]bool
	says    bool
}

// A summary is what a function does, in source order.
type summary struct {
	fn    *types.Func
	decl  *ast.FuncDecl
	calls []called
	gos   []started
	chans []chanOp
	// returns are those of the function itself.
	returns []*ast.ReturnStmt
	// changes is where something that the receiver holds is assigned to.
	changes token.Pos
	// hands: a group goes where nobody can follow it, or is limited out of turn.
	hands bool
	// leaves is where the function first returns in a branch that no error led
	// to.
	leaves token.Pos
	// limits: the body of a request gets a limit, as far as that is known, or its length is
	// looked at.
	limits bool
	// setsLimit: it surely gets one.
	setsLimit bool
}

// A spot says in what kind of code something stands.
type spot uint8

const (
	inLiteral spot = 1 << iota
	inGo
	inLoop
	inBranch
	inDefer
	inTry // an attempt: a select with a default
	inError
)

// own: in the body itself, and when it runs.
func (s spot) own() bool { return s&(inLiteral|inGo|inDefer) == 0 }

// always: on every way through the body, once.
func (s spot) always() bool { return s.own() && s&(inLoop|inBranch) == 0 }

type called struct {
	fn   *types.Func
	call *ast.CallExpr
	spot spot
}

type started struct {
	stmt *ast.GoStmt
	spot spot
}

// A chanOp is a send, a receive, a select or a range over a channel.
type chanOp struct {
	ch   ast.Expr // nil for a select
	send bool
	spot spot
}

// look reads the package once.
func look(pass *analysis.Pass, table *knowledge.Table) *view {
	w := &view{pass: pass, table: table, byFunc: map[*types.Func]*summary{}, literal: map[*types.Var]bool{}}
	for _, file := range pass.Files {
		for _, d := range file.Decls {
			if gd, ok := d.(*ast.GenDecl); ok && gd.Tok == token.VAR {
				w.literals(gd)
			}
		}
	}
	for _, file := range pass.Files {
		for _, d := range file.Decls {
			fd, ok := d.(*ast.FuncDecl)
			if !ok {
				w.walk(d, inLiteral, &summary{}) // a literal in a variable can assign
				continue
			}
			if fn, ok := pass.TypesInfo.Defs[fd.Name].(*types.Func); ok && fd.Body != nil {
				s := &summary{fn: fn, decl: fd}
				w.walk(fd.Body, 0, s)
				w.byFunc[fn] = s
				if table.Lookup(fn).Role == knowledge.None {
					w.funcs = append(w.funcs, s) // the table says what the others do
				}
			}
		}
	}
	for _, file := range pass.Files {
		for _, d := range file.Decls {
			if gd, ok := d.(*ast.GenDecl); ok && gd.Tok == token.VAR {
				for _, spec := range gd.Specs {
					for _, id := range spec.(*ast.ValueSpec).Names {
						if v, ok := pass.TypesInfo.Defs[id].(*types.Var); ok && w.literal[v] {
							w.vars = append(w.vars, v)
						}
					}
				}
			}
		}
	}
	return w
}

// silent reports whether nothing in the package could have a fact.
func (w *view) silent() bool { return !w.says && len(w.vars) == 0 }

func (w *view) walk(root ast.Node, at spot, s *summary) {
	if root == nil {
		return
	}
	ast.Inspect(root, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			w.walk(n.Body, at|inLiteral, s)
			return false
		case *ast.GoStmt:
			w.says = true
			s.gos = append(s.gos, started{n, at})
			w.call(n.Call, at|inGo, s)
			return false
		case *ast.DeferStmt:
			if lit, ok := ast.Unparen(n.Call.Fun).(*ast.FuncLit); ok {
				// Its body runs, at the end.
				w.walk(lit.Body, at|inDefer, s)
				for _, arg := range n.Call.Args {
					w.walk(arg, at, s)
				}
				return false
			}
			w.call(n.Call, at|inDefer, s)
			return false
		case *ast.ForStmt:
			w.stmt(n.Init, at, s)
			w.expr(n.Cond, at|inLoop, s)
			w.stmt(n.Post, at|inLoop, s)
			w.walk(n.Body, at|inLoop, s)
			return false
		case *ast.RangeStmt:
			if t := w.pass.TypesInfo.TypeOf(n.X); t != nil {
				if _, ok := t.Underlying().(*types.Chan); ok {
					w.says = true
					s.chans = append(s.chans, chanOp{n.X, false, at | inLoop})
				}
			}
			w.forget(n.Key)
			w.forget(n.Value)
			w.walk(n.X, at, s)
			w.walk(n.Body, at|inLoop, s)
			return false
		case *ast.IfStmt:
			w.stmt(n.Init, at, s)
			w.walk(n.Cond, at, s)
			then, other := at|inBranch, at|inBranch
			switch op, ok := w.errorTest(n.Cond); {
			case ok && op == token.NEQ:
				then |= inError
			case ok:
				other |= inError
			}
			w.walk(n.Body, then, s)
			w.stmt(n.Else, other, s)
			return false
		case *ast.SwitchStmt:
			w.stmt(n.Init, at, s)
			w.expr(n.Tag, at, s)
			w.walk(n.Body, at|inBranch, s)
			return false
		case *ast.TypeSwitchStmt:
			w.stmt(n.Init, at, s)
			w.walk(n.Assign, at, s)
			w.walk(n.Body, at|inBranch, s)
			return false
		case *ast.SelectStmt:
			w.says = true
			s.chans = append(s.chans, chanOp{nil, false, at})
			w.choice(n, at, s)
			return false
		case *ast.SendStmt:
			w.says = true
			s.chans = append(s.chans, chanOp{n.Chan, true, at})
		case *ast.UnaryExpr:
			switch n.Op {
			case token.ARROW:
				w.says = true
				s.chans = append(s.chans, chanOp{n.X, false, at})
			case token.AND:
				w.forget(n.X)
			}
		case *ast.AssignStmt:
			for _, lhs := range n.Lhs {
				w.forget(lhs)
				w.assigned(lhs, at, s)
			}
			s.limits = s.limits || SetsBody(w.pass.TypesInfo, n, false)
			s.setsLimit = s.setsLimit || setsLimit(w.pass.TypesInfo, n)
		case *ast.BinaryExpr:
			s.limits = s.limits || ComparesLength(w.pass.TypesInfo, n)
		case *ast.IncDecStmt:
			w.assigned(n.X, at, s)
		case *ast.ReturnStmt:
			if at.own() {
				s.returns = append(s.returns, n)
				if at&(inBranch|inLoop) != 0 && at&inError == 0 && !s.leaves.IsValid() {
					s.leaves = n.Pos()
				}
				if len(n.Results) == 1 {
					_, literal := ast.Unparen(n.Results[0]).(*ast.CompositeLit)
					w.says = w.says || literal
				}
			}
		case *ast.CallExpr:
			w.note(n, at, s)
		}
		return true
	})
}

func (w *view) stmt(n ast.Stmt, at spot, s *summary) {
	if n != nil {
		w.walk(n, at, s)
	}
}

func (w *view) expr(n ast.Expr, at spot, s *summary) {
	if n != nil {
		w.walk(n, at, s)
	}
}

// choice walks a select: what it waits for, and what is done then.
func (w *view) choice(n *ast.SelectStmt, at spot, s *summary) {
	comm := at
	for _, c := range n.Body.List {
		if c.(*ast.CommClause).Comm == nil {
			comm |= inTry
		}
	}
	for _, c := range n.Body.List {
		c := c.(*ast.CommClause)
		w.stmt(c.Comm, comm, s)
		for _, stmt := range c.Body {
			w.walk(stmt, at|inBranch, s)
		}
	}
}

// call walks the call of a go or defer statement: its arguments are evaluated at
// once.
func (w *view) call(call *ast.CallExpr, at spot, s *summary) {
	w.note(call, at, s)
	w.walk(call.Fun, at, s)
	for _, arg := range call.Args {
		w.walk(arg, at, s)
	}
}

func (w *view) note(call *ast.CallExpr, at spot, s *summary) {
	fn := flow.Called(w.pass.TypesInfo, call)
	if tv := w.pass.TypesInfo.Types[call.Fun]; fn == nil && tv.IsValue() {
		for _, arg := range call.Args {
			s.hands = s.hands || w.table.Limitable(w.typeOf(arg))
		}
	}
	if fn == nil || fn.Pkg() == nil {
		return
	}
	row := w.table.Lookup(fn)
	switch row.Role {
	case knowledge.None:
	case knowledge.Limit:
		w.says = true
		if !at.own() || w.lifts(row, call) {
			s.hands = true
			break
		}
		if v := w.holder(call); v != nil {
			w.limited = append(w.limited, v)
		}
	case knowledge.Spawn, knowledge.TrySpawn, knowledge.Acquire, knowledge.TryAcquire, knowledge.Release, knowledge.Join,
		knowledge.Notify, knowledge.NewGroup, knowledge.NewLimited, knowledge.Processors, knowledge.Start, knowledge.Supervise:
		w.says = true
	}
	s.calls = append(s.calls, called{fn, call, at})
	if fn.Pkg() != w.pass.Pkg {
		w.says = true // it may have a fact
	}
}

// assigned notes an assignment to what the receiver holds.
func (w *view) assigned(e ast.Expr, at spot, s *summary) {
	if s.fn == nil || s.changes.IsValid() || !at.own() {
		return
	}
	recv, pos := s.fn.Signature().Recv(), e.Pos()
	shared := false // behind a pointer, slice or map: not of a copy
	for recv != nil {
		switch x := ast.Unparen(e).(type) {
		case *ast.SelectorExpr:
			e = x.X
		case *ast.IndexExpr:
			e = x.X
		case *ast.StarExpr:
			e = x.X
		case *ast.Ident:
			if w.pass.TypesInfo.Uses[x] == recv && shared {
				s.changes = pos
				w.says = true
			}
			return
		default:
			return
		}
		switch w.pass.TypesInfo.TypeOf(e).Underlying().(type) {
		case *types.Pointer, *types.Slice, *types.Map:
			shared = true
		}
	}
}

// holder returns the exported field or package variable whose group a method is
// called on, also when the method is promoted from an embedded group.
func (w *view) holder(call *ast.CallExpr) *types.Var {
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok {
		return nil
	}
	if s := w.pass.TypesInfo.Selections[sel]; s != nil && len(s.Index()) > 1 {
		t := s.Recv()
		var field *types.Var
		for _, i := range s.Index()[:len(s.Index())-1] {
			if p, ok := t.Underlying().(*types.Pointer); ok {
				t = p.Elem()
			}
			st, ok := t.Underlying().(*types.Struct)
			if !ok {
				return nil
			}
			field = st.Field(i)
			t = field.Type()
		}
		return field.Origin()
	}
	return w.variable(sel.X)
}

// variable returns the field or package variable that e names.
func (w *view) variable(e ast.Expr) *types.Var {
	switch e := ast.Unparen(e).(type) {
	case *ast.SelectorExpr:
		if v, ok := w.pass.TypesInfo.Uses[e.Sel].(*types.Var); ok {
			return v.Origin()
		}
	case *ast.Ident:
		if v, ok := w.pass.TypesInfo.Uses[e].(*types.Var); ok && v.Parent() == w.pass.Pkg.Scope() {
			return v
		}
	}
	return nil
}

// errorTest returns how cond compares an error with nil: as all of the test, or as
// what else must hold too.
func (w *view) errorTest(cond ast.Expr) (token.Token, bool) {
	bin, ok := ast.Unparen(cond).(*ast.BinaryExpr)
	if !ok {
		call, ok := ast.Unparen(cond).(*ast.CallExpr) // errors.Is(err, io.EOF)
		if ok && len(call.Args) > 0 && knowledge.IsError(w.typeOf(call.Args[0])) {
			return token.NEQ, true
		}
		return 0, false
	}
	switch bin.Op {
	case token.LAND, token.LOR:
		x, ok1 := w.errorTest(bin.X)
		y, ok2 := w.errorTest(bin.Y)
		switch {
		case ok1 && ok2 && x == y, ok1 && bin.Op == token.LAND:
			return x, true
		case ok2 && bin.Op == token.LAND:
			return y, true
		}
	case token.EQL, token.NEQ:
		if knowledge.IsError(w.typeOf(bin.X)) || knowledge.IsError(w.typeOf(bin.Y)) {
			return bin.Op, true
		}
	}
	return 0, false
}

// lifts reports whether a limit is a number that stands for none.
func (w *view) lifts(row knowledge.Func, call *ast.CallExpr) bool {
	if row.Arg < 0 || row.Arg >= len(call.Args) {
		return false
	}
	v := w.pass.TypesInfo.Types[call.Args[row.Arg]].Value
	if v == nil || v.Kind() != constant.Int {
		return false
	}
	switch sign := constant.Sign(v); row.Lifts {
	case knowledge.LiftsNegative:
		return sign < 0
	case knowledge.LiftsZero:
		return sign == 0
	case knowledge.LiftsNotPositive:
		return sign <= 0
	}
	return false
}
