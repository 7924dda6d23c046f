package semaphore

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
	"github.com/inflight-go/inflight/passes/internal/rewrite"
)

// An earlyReturn is a return that a fix adds to the body of fn, in place of at, which
// acquires sem.
type earlyReturn struct {
	file  *rewrite.File
	table *knowledge.Table
	fn    ast.Node
	body  *ast.BlockStmt
	at    ast.Stmt
	sem   ast.Expr
}

// skipsNothing reports whether all that has to be undone when the function returns is undone
// on the new way too: what it did before, and what its callers did.
func (e *earlyReturn) skipsNothing() bool {
	i := slices.Index(e.body.List, e.at)
	if i < 0 {
		return false
	}
	before, after := e.body.List[:i], e.body.List[i+1:]
	for n, s := range before {
		if !e.harmless(s, before[n+1:]) {
			return false
		}
	}
	return !slices.ContainsFunc(after, e.undoes)
}

// harmless: a statement that leaves nothing to be undone, or whose undoing is deferred in
// one of those that follow it.
func (e *earlyReturn) harmless(s ast.Stmt, next []ast.Stmt) bool {
	switch s := s.(type) {
	case *ast.DeferStmt:
		return !e.about(s) // it would give back what has not been taken
	case *ast.DeclStmt:
		decl, ok := s.Decl.(*ast.GenDecl)
		return ok && !slices.ContainsFunc(decl.Specs, func(spec ast.Spec) bool {
			v, ok := spec.(*ast.ValueSpec)
			return ok && slices.ContainsFunc(v.Values, func(x ast.Expr) bool { return !e.pure(x) })
		})
	case *ast.AssignStmt:
		return e.assigns(s, next)
	case *ast.IfStmt:
		if s.Init != nil && !e.harmless(s.Init, nil) || !e.pure(s.Cond) {
			return false
		}
		return e.passes(s.Body) && (s.Else == nil || e.passes(s.Else))
	case *ast.BlockStmt:
		return e.passes(s)
	}
	return false
}

// passes: a branch that returns, or does nothing that has to be undone.
func (e *earlyReturn) passes(s ast.Stmt) bool {
	block, ok := s.(*ast.BlockStmt)
	if !ok {
		return e.harmless(s, nil)
	}
	for i, s := range block.List {
		if _, returns := s.(*ast.ReturnStmt); returns && i == len(block.List)-1 {
			return true // whatever it did is of another way
		}
	}
	return !slices.ContainsFunc(block.List, func(s ast.Stmt) bool { return !e.harmless(s, nil) })
}

// assigns: variables of the function get values that have to be given back to nobody, or
// are by a deferred call.
func (e *earlyReturn) assigns(s *ast.AssignStmt, next []ast.Stmt) bool {
	var set []*types.Var
	for _, lhs := range s.Lhs {
		id, ok := lhs.(*ast.Ident)
		if !ok {
			return false
		}
		if id.Name == "_" {
			continue
		}
		v, ok := e.file.Info().ObjectOf(id).(*types.Var)
		if !ok || v.Pos() < e.fn.Pos() || e.fn.End() <= v.Pos() {
			return false
		}
		set = append(set, v)
	}
	if !slices.ContainsFunc(s.Rhs, func(x ast.Expr) bool { return !e.pure(x) }) {
		return true
	}
	return len(s.Rhs) == 1 && slices.ContainsFunc(next, func(s ast.Stmt) bool {
		d, ok := s.(*ast.DeferStmt)
		return ok && e.calls(d, set)
	})
}

// calls: a deferred call is of one of the variables, or of a method of one.
func (e *earlyReturn) calls(d *ast.DeferStmt, vars []*types.Var) bool {
	found := false
	ast.Inspect(d, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		fun := ast.Unparen(call.Fun)
		for {
			sel, ok := fun.(*ast.SelectorExpr)
			if !ok {
				break
			}
			fun = ast.Unparen(sel.X)
		}
		if id, ok := fun.(*ast.Ident); ok {
			v, _ := e.file.Info().Uses[id].(*types.Var)
			found = found || v != nil && slices.Contains(vars, v)
		}
		return true
	})
	return found
}

// pure: an expression that does nothing that others can see. What a literal does is not
// done yet.
func (e *earlyReturn) pure(x ast.Expr) bool {
	pure := true
	ast.Inspect(x, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.UnaryExpr:
			pure = pure && n.Op != token.ARROW
		case *ast.CallExpr:
			fun := e.file.Info().Types[n.Fun]
			pure = pure && (fun.IsType() || fun.IsBuiltin())
		}
		return true
	})
	return pure
}

// undoes: a statement behind the acquire in which somebody learns that the function comes to
// its end, or gets something back that it has not taken itself: a deferred call, a send, a
// close, or what unlocks, releases and counts down.
func (e *earlyReturn) undoes(s ast.Stmt) bool {
	found := false
	ast.Inspect(s, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.DeferStmt:
			if _, ok := ast.Unparen(n.Call.Fun).(*ast.FuncLit); ok {
				return true // what it does is looked at
			}
			found = found || !e.about(n) && !e.since(n)
			return false
		case *ast.SendStmt:
			found = found || !e.since(n)
		case *ast.CallExpr:
			found = found || e.givesBack(n) && !e.about(n) && !e.since(n)
		}
		return true
	})
	return found
}

// givesBack: a call that ends something.
func (e *earlyReturn) givesBack(call *ast.CallExpr) bool {
	if e.file.Info().Types[call.Fun].IsBuiltin() {
		id, ok := ast.Unparen(call.Fun).(*ast.Ident)
		return ok && id.Name == "close"
	}
	callee := flow.Called(e.file.Info(), call)
	switch e.table.Lookup(callee).Role {
	case knowledge.Unlock, knowledge.Release, knowledge.Signal:
		return true
	}
	// Those that take and return nothing, but for an error: Done, Close, Commit.
	if callee == nil || callee.Signature().Recv() == nil || callee.Signature().Params().Len() > 0 {
		return false
	}
	results := callee.Signature().Results()
	return results.Len() == 0 || results.Len() == 1 && knowledge.IsError(results.At(0).Type())
}

// about: the semaphore itself is used in n.
func (e *earlyReturn) about(n ast.Node) bool {
	name, found := e.file.Text(e.sem), false
	ast.Inspect(n, func(n ast.Node) bool {
		if x, ok := n.(ast.Expr); ok && e.file.Text(x) == name {
			found = true
		}
		return !found
	})
	return found
}

// since: n uses a variable that is declared behind the acquire.
func (e *earlyReturn) since(n ast.Node) bool {
	found := false
	ast.Inspect(n, func(part ast.Node) bool {
		if id, ok := part.(*ast.Ident); ok {
			v, ok := e.file.Info().Uses[id].(*types.Var)
			found = found || ok && !v.IsField() && e.at.End() <= v.Pos() && v.Pos() < n.Pos()
		}
		return !found
	})
	return found
}
