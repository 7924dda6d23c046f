package spawnloop

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/inflight-go/inflight/passes/internal/knowledge"
	"github.com/inflight-go/inflight/passes/internal/rewrite"
)

// cancellable returns the acquire as a choice between a place and the end of the
// context of the work. When the context ends, the function does what it does when the
// loop is through: it waits for the work that runs, and returns the error that this work
// recorded. If there is none it returns the cause of the context's end.
//
// That is the same only where each piece of work left out would have recorded an
// error: where what it calls gets the context, and its error is recorded.
func (w *rewriting) cancellable(at rewrite.Place, s rewrite.Spawn, sem string) ([]string, []analysis.TextEdit, bool) {
	none := func() ([]string, []analysis.TextEdit, bool) { return nil, nil, false }
	wait, ok := at.After().(*ast.ExprStmt)
	if !ok || wait.Pos() > w.proof.Join || w.proof.Join >= wait.End() || s.Lit == nil || s.Place.Func != at.Func {
		return none()
	}
	if !w.counted(s, wait) {
		return none()
	}
	ret, recorded := w.returned(at.Rest()[1:])
	if recorded == nil || !plain(ret.Results[:len(ret.Results)-1]) {
		return none()
	}
	ctx := w.recordedFrom(s.Lit, recorded)
	if ctx == nil || ctx.Pos() > at.Stmt.Pos() || w.file.Lookup(ctx.Name(), s.Stmt.Pos()) != ctx {
		return none()
	}
	// Deferred by the work of the loop, and by the function alike.
	for _, v := range append(ret.Results, ast.NewIdent(recorded.Name())) {
		if id, ok := v.(*ast.Ident); ok && w.file.Lookup(id.Name, s.Stmt.Pos()) != w.file.Lookup(id.Name, ret.Pos()) {
			return none() // another variable by that name in the loop
		}
	}
	cause, edits := ctx.Name()+".Err()", []analysis.TextEdit(nil)
	if w.file.AtLeast("go1.20") {
		qualifier, more, ok := w.file.Qualifier("context", "Cause", s.Stmt.Pos())
		if !ok {
			return none()
		}
		cause, edits = qualifier+"Cause("+ctx.Name()+")", more
	}
	values := ""
	for _, v := range ret.Results[:len(ret.Results)-1] {
		values += w.file.Text(v) + ", "
	}
	return []string{
		"select {",
		"case " + sem + " <- struct{}{}:",
		"case <-" + ctx.Name() + ".Done():",
		"\t" + w.file.Text(wait),
		"\tif " + recorded.Name() + " != nil {",
		"\t\treturn " + values + recorded.Name(),
		"\t}",
		"\treturn " + values + cause,
		"}",
	}, edits, true
}

// counted: the group that wait waits for counts each piece of work when it is started.
// Counted before, those left out would be waited for too.
func (w *rewriting) counted(s rewrite.Spawn, wait *ast.ExprStmt) bool {
	group := func(call *ast.CallExpr) string {
		if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok {
			return w.file.Text(sel.X)
		}
		return ""
	}
	done, ok := wait.X.(*ast.CallExpr)
	if !ok {
		return false
	}
	count := s.Call // wg.Go
	if at, _ := w.file.Acquire(s); at != s.Stmt {
		count = at.(*ast.ExprStmt).X.(*ast.CallExpr) // wg.Add(1)
	}
	return group(done) != "" && group(done) == group(count)
}

// returned finds the error variable that the statements after the wait return: by
// `return x, err`, or by that inside `if err != nil`, and nothing else before it.
func (w *rewriting) returned(rest []ast.Stmt) (*ast.ReturnStmt, *types.Var) {
	if len(rest) == 0 {
		return nil, nil
	}
	ret, ok := rest[0].(*ast.ReturnStmt)
	if check, isIf := rest[0].(*ast.IfStmt); isIf && check.Init == nil && len(check.Body.List) == 1 {
		ret, ok = check.Body.List[0].(*ast.ReturnStmt)
	}
	if !ok || len(ret.Results) == 0 {
		return nil, nil
	}
	id, ok := ast.Unparen(ret.Results[len(ret.Results)-1]).(*ast.Ident)
	if !ok {
		return nil, nil
	}
	v, ok := w.file.Info().Uses[id].(*types.Var)
	if !ok || v.Pos() > w.sites[0].Factor.Pos || !knowledge.IsError(v.Type()) {
		return nil, nil
	}
	if check, isIf := rest[0].(*ast.IfStmt); isIf && !w.notNil(check.Cond, v) {
		return nil, nil
	}
	return ret, v
}

// plain: values that cost nothing and change nothing.
func plain(values []ast.Expr) bool {
	for _, v := range values {
		switch v := ast.Unparen(v).(type) {
		case *ast.Ident, *ast.BasicLit:
		case *ast.CompositeLit:
			if len(v.Elts) > 0 {
				return false
			}
		default:
			return false
		}
	}
	return true
}

// notNil: cond is v != nil.
func (w *rewriting) notNil(cond ast.Expr, v *types.Var) bool {
	bin, ok := cond.(*ast.BinaryExpr)
	if !ok || bin.Op != token.NEQ {
		return false
	}
	id, ok := bin.X.(*ast.Ident)
	return ok && w.file.Info().Uses[id] == v && w.file.Info().Types[bin.Y].IsNil()
}

// recordedFrom returns the context that the work hands to the call whose error it
// records in v, when it records every error of that call that comes first.
func (w *rewriting) recordedFrom(lit *ast.FuncLit, v *types.Var) *types.Var {
	info := w.file.Info()
	var found *types.Var
	clean := true
	var stack []ast.Node
	ast.Inspect(lit.Body, func(n ast.Node) bool {
		if n == nil {
			stack = stack[:len(stack)-1]
			return true
		}
		stack = append(stack, n)
		assign, ok := n.(*ast.AssignStmt)
		if !ok || len(assign.Lhs) != 1 || len(assign.Rhs) != 1 {
			return true
		}
		lhs, ok := assign.Lhs[0].(*ast.Ident)
		if !ok || info.Uses[lhs] != v {
			return true
		}
		// Have: v = err, inside conditions.
		from, ok := assign.Rhs[0].(*ast.Ident)
		if !ok || found != nil {
			clean = false
			return true
		}
		errs := []types.Object{v, info.ObjectOf(from)}
		clean = clean && !w.leavesBefore(lit, assign, errs)
		for _, outer := range stack {
			switch outer := outer.(type) {
			case *ast.IfStmt:
				clean = clean && w.comparesNil(outer.Cond, errs) && outer.Body.Pos() <= n.Pos() && n.Pos() < outer.Body.End()
			case *ast.ForStmt, *ast.RangeStmt, *ast.SwitchStmt, *ast.TypeSwitchStmt, *ast.SelectStmt:
				clean = false
			}
		}
		found = w.contextOf(lit, info.ObjectOf(from))
		clean = clean && found != nil
		return true
	})
	if !clean {
		return nil
	}
	return found
}

// leavesBefore: the work can return before stmt for another reason than that the call
// has no error. Then it may have no error to record.
func (w *rewriting) leavesBefore(lit *ast.FuncLit, stmt ast.Stmt, errs []types.Object) bool {
	leaves := false
	var stack []ast.Node
	ast.Inspect(lit.Body, func(n ast.Node) bool {
		if n == nil {
			stack = stack[:len(stack)-1]
			return true
		}
		if _, inner := n.(*ast.FuncLit); inner {
			return false
		}
		if ret, ok := n.(*ast.ReturnStmt); ok && ret.Pos() < stmt.Pos() {
			for _, outer := range stack {
				if check, ok := outer.(*ast.IfStmt); ok && !w.comparesNil(check.Cond, errs) {
					leaves = true
				}
			}
		}
		stack = append(stack, n)
		return true
	})
	return leaves
}

// comparesNil: nothing but comparisons of these errors with nil.
func (w *rewriting) comparesNil(cond ast.Expr, errs []types.Object) bool {
	bin, ok := ast.Unparen(cond).(*ast.BinaryExpr)
	if !ok {
		return false
	}
	switch bin.Op {
	case token.LAND:
		return w.comparesNil(bin.X, errs) && w.comparesNil(bin.Y, errs)
	case token.EQL, token.NEQ:
		id, ok := ast.Unparen(bin.X).(*ast.Ident)
		return ok && slices.Contains(errs, w.file.Info().ObjectOf(id)) && w.file.Info().Types[bin.Y].IsNil()
	}
	return false
}

// contextOf returns the context among the arguments of the only call that sets err.
func (w *rewriting) contextOf(lit *ast.FuncLit, err types.Object) *types.Var {
	info := w.file.Info()
	var found *types.Var
	sets := 0
	ast.Inspect(lit.Body, func(n ast.Node) bool {
		assign, ok := n.(*ast.AssignStmt)
		if !ok || len(assign.Rhs) != 1 {
			return true
		}
		for _, lhs := range assign.Lhs {
			id, ok := lhs.(*ast.Ident)
			if !ok || err == nil || info.ObjectOf(id) != err {
				continue
			}
			sets++
			call, ok := assign.Rhs[0].(*ast.CallExpr)
			if !ok {
				continue
			}
			for _, arg := range call.Args {
				id, ok := arg.(*ast.Ident)
				if !ok {
					continue
				}
				if v, ok := info.Uses[id].(*types.Var); ok && v.Type().String() == "context.Context" {
					found = v
				}
			}
		}
		return true
	})
	if sets != 1 || found != nil && lit.Pos() <= found.Pos() && found.Pos() < lit.End() {
		return nil
	}
	return found
}
