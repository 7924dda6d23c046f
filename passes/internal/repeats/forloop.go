package repeats

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
)

// forLoop reads the condition.
func (a *Analysis) forLoop(l *flow.Loop, s *ast.ForStmt) (Size, ast.Expr) {
	if s.Cond == nil {
		return a.endless(l), nil
	}
	cond := ast.Unparen(s.Cond)
	if cmp, ok := cond.(*ast.BinaryExpr); ok {
		if size, subject, ok := a.comparison(l, s, cmp); ok {
			return size, subject
		}
		// a && b ends when either does.
		if cmp.Op == token.LAND {
			for _, side := range []ast.Expr{cmp.X, cmp.Y} {
				if c, ok := ast.Unparen(side).(*ast.BinaryExpr); ok {
					if size, subject, ok := a.comparison(l, s, c); ok {
						return size, subject
					}
				}
			}
		}
	}
	sides := []ast.Expr{cond}
	if both, ok := cond.(*ast.BinaryExpr); ok && both.Op == token.LAND {
		sides = []ast.Expr{ast.Unparen(both.X), ast.Unparen(both.Y)}
	}
	for _, side := range sides {
		call, ok := side.(*ast.CallExpr)
		if !ok || len(call.Args) != 0 {
			continue
		}
		if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok {
			if fn, ok := a.P.Info.Uses[sel.Sel].(*types.Func); ok && advances(fn) {
				return Size{Class: Data, Origin: &Origin{Kind: Stream, Func: fn}}, sel.X
			}
		}
	}
	return a.endless(l), nil
}

// advances: a method without arguments that says whether there is another
// element: the shape of sql.Rows.Next, bufio.Scanner.Scan and of iterators.
func advances(fn *types.Func) bool {
	sig := fn.Signature()
	if sig.Recv() == nil || sig.Params().Len() != 0 || sig.Results().Len() != 1 {
		return false
	}
	b, ok := sig.Results().At(0).Type().Underlying().(*types.Basic)
	if !ok || b.Kind() != types.Bool {
		return false
	}
	switch fn.Name() {
	case "Next", "Scan", "HasNext", "More", "Advance", "NextResultSet":
		return true
	}
	return false
}

// comparison classifies `i < n`, `n > i`, `i != n`, `len(q) > 0`.
func (a *Analysis) comparison(l *flow.Loop, s *ast.ForStmt, cmp *ast.BinaryExpr) (Size, ast.Expr, bool) {
	var op *ssa.BinOp
	for _, b := range l.InOrder() {
		for _, instr := range b.Instrs {
			if x, ok := instr.(*ssa.BinOp); ok && x.Pos() == cmp.OpPos {
				op = x
			}
		}
	}
	if op == nil {
		return Size{}, nil, false
	}
	switch cmp.Op {
	case token.LSS, token.LEQ, token.NEQ, token.GTR, token.GEQ:
	default:
		return Size{}, nil, false
	}
	// Which side does the loop move?
	stepX, stepY := a.steps(l, s, cmp.X), a.steps(l, s, cmp.Y)
	switch {
	case stepX && !stepY:
		if a.down(cmp) {
			// for i := n; i > 0; i--: as often as where it starts.
			if start, expr := a.start(l, s, cmp.X); start != nil {
				return a.count(start, op, 0), expr, true
			}
			return Size{Class: Configured}, cmp.X, true
		}
		if x := flow.LenOf(op.Y); x != nil {
			return a.container(x, op), lenExpr(cmp.Y), true
		}
		return a.count(op.Y, op, 0), cmp.Y, true
	case stepX && stepY:
		// Two indices that meet: as often as they are apart at first.
		x, _ := a.start(l, s, cmp.X)
		y, expr := a.start(l, s, cmp.Y)
		if x != nil && y != nil {
			return largest(a.count(x, op, 0), a.count(y, op, 0)), expr, true
		}
	case stepY && !stepX:
		if x := flow.LenOf(op.X); x != nil {
			return a.container(x, op), lenExpr(cmp.X), true
		}
		return a.count(op.X, op, 0), cmp.X, true
	}
	// for len(queue) > 0: until the queue is empty.
	for _, side := range []struct {
		v ssa.Value
		e ast.Expr
	}{{op.X, cmp.X}, {op.Y, cmp.Y}} {
		if x := flow.LenOf(side.v); x != nil {
			size := a.container(x, op)
			if size.Class < Data {
				size = Size{Class: Data}
			}
			return Size{Class: Data, Origin: &Origin{Kind: Queue, Value: x, From: size.Origin}}, lenExpr(side.e), true
		}
	}
	// for e := list.Front(); e != nil; e = e.Next(): a linked list.
	if cmp.Op == token.NEQ && s.Post != nil && (isNil(cmp.X) || isNil(cmp.Y)) {
		return Size{Class: Data, Origin: &Origin{Kind: Stream}}, cmp.X, true
	}
	return Size{}, nil, false
}

func isNil(e ast.Expr) bool {
	id, ok := ast.Unparen(e).(*ast.Ident)
	return ok && id.Name == "nil"
}

// lenExpr strips len() from an expression, for messages.
func lenExpr(e ast.Expr) ast.Expr {
	if call, ok := ast.Unparen(e).(*ast.CallExpr); ok && len(call.Args) == 1 {
		if id, ok := call.Fun.(*ast.Ident); ok && id.Name == "len" {
			return call.Args[0]
		}
	}
	return e
}

// steps reports whether e is a variable that the loop counts up or down by a
// constant or a loop-invariant amount.
func (a *Analysis) steps(l *flow.Loop, s *ast.ForStmt, e ast.Expr) bool {
	if !a.named(e) {
		return false
	}
	found := false
	check := func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.IncDecStmt:
			found = found || a.sameVar(n.X, e)
		case *ast.AssignStmt:
			if len(n.Lhs) != 1 {
				return true
			}
			if !a.sameVar(n.Lhs[0], e) {
				return true
			}
			switch n.Tok {
			case token.ADD_ASSIGN, token.SUB_ASSIGN, token.MUL_ASSIGN, token.QUO_ASSIGN, token.SHL_ASSIGN, token.SHR_ASSIGN:
				found = true
			case token.ASSIGN:
				if bin, ok := ast.Unparen(n.Rhs[0]).(*ast.BinaryExpr); ok && (bin.Op == token.ADD || bin.Op == token.SUB) {
					found = found || a.sameVar(bin.X, e)
				}
			}
		}
		return true
	}
	if s.Post != nil {
		ast.Inspect(s.Post, check)
	}
	if !found {
		ast.Inspect(s.Body, check)
	}
	return found
}

// named reports whether e is a variable, or a field of one.
func (a *Analysis) named(e ast.Expr) bool { return a.sameVar(e, e) }

// sameVar reports whether x and y are the same variable, or the same field of the
// same variable.
func (a *Analysis) sameVar(x, y ast.Expr) bool {
	x, y = ast.Unparen(x), ast.Unparen(y)
	switch x := x.(type) {
	case *ast.Ident:
		y, ok := y.(*ast.Ident)
		return ok && a.P.Info.ObjectOf(x) != nil && a.P.Info.ObjectOf(x) == a.P.Info.ObjectOf(y)
	case *ast.SelectorExpr:
		y, ok := y.(*ast.SelectorExpr)
		return ok && a.P.Info.ObjectOf(x.Sel) == a.P.Info.ObjectOf(y.Sel) && a.sameVar(x.X, y.X)
	}
	return false
}

// down reports whether the loop counts downwards to a constant.
func (a *Analysis) down(cmp *ast.BinaryExpr) bool {
	return (cmp.Op == token.GTR || cmp.Op == token.GEQ) && a.P.Info.Types[cmp.Y].Value != nil
}

// start finds the value a counting variable begins with.
func (a *Analysis) start(l *flow.Loop, s *ast.ForStmt, e ast.Expr) (ssa.Value, ast.Expr) {
	for _, instr := range l.Header.Instrs {
		phi, ok := instr.(*ssa.Phi)
		id, named := ast.Unparen(e).(*ast.Ident)
		if !ok || !named || phi.Comment != id.Name {
			continue
		}
		for i, pred := range l.Header.Preds {
			if !l.Blocks[pred] {
				return phi.Edges[i], firstValue(s, id)
			}
		}
	}
	return nil, nil
}

// firstValue is the expression that the init statement gives the variable, for
// messages; the variable itself where there is none.
func firstValue(s *ast.ForStmt, id *ast.Ident) ast.Expr {
	if init, ok := s.Init.(*ast.AssignStmt); ok && len(init.Lhs) == len(init.Rhs) {
		for i, lhs := range init.Lhs {
			if x, ok := lhs.(*ast.Ident); ok && x.Name == id.Name {
				return lenExpr(init.Rhs[i])
			}
		}
	}
	return id
}
