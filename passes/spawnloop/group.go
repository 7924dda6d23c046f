package spawnloop

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/inflight-go/inflight/passes/internal/check"
	"github.com/inflight-go/inflight/passes/internal/gates"
)

const errgroupPath = "golang.org/x/sync/errgroup"

// group is the rewrite to an errgroup with a limit, where the package uses x/sync
// already and the work records its first error by hand:
//
//	var g errgroup.Group
//	g.SetLimit(maxInFlight)
//	for _, x := range xs {
//		g.Go(func() error {
//			...
//			return nil
//		})
//	}
//	first = g.Wait()
func (w *rewriting) group() (analysis.SuggestedFix, bool) {
	none := analysis.SuggestedFix{}
	f := w.file
	at, ok := w.anchor()
	if !ok || !w.usesSync() || len(w.spawns) != 1 || len(w.proof.Widen) > 0 || w.sites[0].Verdict.Fake != gates.NoFake {
		return none, false
	}
	s := w.spawns[0]
	wait, ok := at.After().(*ast.ExprStmt)
	if !ok || wait.Pos() > w.proof.Join || w.proof.Join >= wait.End() || s.Lit == nil || s.Lit.Type.Params.NumFields() > 0 {
		return none, false
	}
	// The variables: the WaitGroup, used here alone, and the error.
	wg := w.waitGroup(wait)
	_, recorded := w.returned(at.Rest()[1:])
	if wg == nil || recorded == nil {
		return none, false
	}
	record, guard := w.recording(s.Lit, recorded)
	if record == nil {
		return none, false
	}
	body := s.Lit.Body.List
	uses := 2 // Wait, and Go or Add and Done
	var edits []analysis.TextEdit
	if s.Arg == nil {
		add, isAdd := f.Acquire(s)
		if !isAdd || !w.isDone(body[0]) {
			return none, false
		}
		uses = 3
		for _, stmt := range []ast.Stmt{add, body[0]} {
			edit, ok := f.Delete(stmt)
			if !ok {
				return none, false
			}
			edits = append(edits, edit)
		}
		body = body[1:]
	}
	if len(body) == 0 || !f.OwnLines(body[0], body[len(body)-1]) || w.uses(wg) != uses {
		return none, false
	}
	decl := w.declaring(wg)
	if decl == nil {
		return none, false
	}
	qualifier, imports, ok := f.Qualifier(errgroupPath, "Group", decl.Pos())
	if !ok {
		return none, false
	}
	limit, ok := w.Limit(f, w.sites, w.options.LimitOption, w.proof.Pure, decl.End())
	if !ok {
		return none, false
	}
	g := f.Fresh("g", decl.Pos(), w.Nth(f, w.sites[0]))
	set, ok := f.Append(decl, append(limit.Lines, fmt.Sprintf("%s.SetLimit(%s)", g, limit.Expr))...)
	if !ok {
		return none, false
	}
	edits = append(append(append(edits, imports...), limit.Edits...), set,
		f.Replace(decl, fmt.Sprintf("var %s %sGroup", g, qualifier)),
		analysis.TextEdit{Pos: s.Stmt.Pos(), End: s.Lit.Body.Lbrace, NewText: []byte(g + ".Go(func() error ")},
		analysis.TextEdit{Pos: s.Lit.Body.End(), End: s.Stmt.End(), NewText: []byte(")")},
		f.Replace(wait, recorded.Name()+" = "+g+".Wait()"))
	// The error is returned rather than recorded, every other way returns nil.
	edits = append(edits, record...)
	if !returns(body[len(body)-1]) {
		end, ok := f.Append(body[len(body)-1], "return nil")
		if !ok {
			return none, false
		}
		edits = append(edits, end)
	}
	if guard != nil {
		unused := w.declaring(guard)
		if unused == nil {
			return none, false
		}
		edit, ok := f.Delete(unused)
		if !ok {
			return none, false
		}
		edits = append(edits, edit)
	}
	unimport, ok := f.Unimport("sync", edits)
	if !ok {
		return none, false
	}
	edits = append(edits, unimport...)
	return check.Fix(fmt.Sprintf("Use an errgroup with a limit of %s", limit.Text), edits), true
}

// usesSync: a file of the package imports x/sync.
func (w *rewriting) usesSync() bool {
	for _, pkg := range w.sites[0].Spawn.Instr.Parent().Pkg.Pkg.Imports() {
		if strings.HasPrefix(pkg.Path(), "golang.org/x/sync/") {
			return true
		}
	}
	return false
}

// waitGroup is the local variable wg of wg.Wait().
func (w *rewriting) waitGroup(wait *ast.ExprStmt) *types.Var {
	call, ok := wait.X.(*ast.CallExpr)
	if !ok {
		return nil
	}
	sel, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return nil
	}
	id, ok := sel.X.(*ast.Ident)
	if !ok {
		return nil
	}
	v, _ := w.file.Info().Uses[id].(*types.Var)
	if v == nil || v.Type().String() != "sync.WaitGroup" {
		return nil
	}
	return v
}

// uses counts the places that use a variable.
func (w *rewriting) uses(v *types.Var) int {
	n := 0
	for _, obj := range w.file.Info().Uses {
		if obj == v {
			n++
		}
	}
	return n
}

// declaring is the statement that declares v, and nothing else.
func (w *rewriting) declaring(v *types.Var) ast.Stmt {
	for _, n := range w.file.Path(v.Pos()) {
		decl, ok := n.(*ast.DeclStmt)
		if !ok {
			continue
		}
		gd := decl.Decl.(*ast.GenDecl)
		if gd.Lparen.IsValid() || len(gd.Specs) != 1 {
			return nil
		}
		spec, ok := gd.Specs[0].(*ast.ValueSpec)
		if !ok || len(spec.Names) != 1 || len(spec.Values) > 0 {
			return nil
		}
		return decl
	}
	return nil
}

// recording returns the edits that return the error where the work records it, and give
// every other return its nil. guard is what kept two pieces of work from recording at
// once, if nothing else uses it.
func (w *rewriting) recording(lit *ast.FuncLit, recorded *types.Var) (edits []analysis.TextEdit, guard *types.Var) {
	f := w.file
	var stmts []ast.Stmt // from the one that records to the end of its block
	var from *ast.Ident
	ast.Inspect(lit.Body, func(n ast.Node) bool {
		block, ok := n.(*ast.BlockStmt)
		if !ok || stmts != nil {
			return true
		}
		for i := range block.List {
			if id, by := w.records(block.List[i:], recorded); id != nil {
				from, guard, stmts = id, by, block.List[i:]
				return false
			}
		}
		return true
	})
	if stmts == nil || f.Comments(stmts[0].Pos(), stmts[len(stmts)-1].End()) || w.uses(recorded) < 2 {
		return nil, nil
	}
	edits = append(edits, analysis.TextEdit{Pos: stmts[0].Pos(), End: stmts[len(stmts)-1].End(), NewText: []byte("return " + from.Name)})
	ok := true
	ast.Inspect(lit.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.ReturnStmt:
			if n.Pos() < stmts[0].Pos() || stmts[len(stmts)-1].End() <= n.Pos() {
				edits = append(edits, f.Replace(n, "return nil"))
			}
		case *ast.Ident:
			inside := stmts[0].Pos() <= n.Pos() && n.Pos() < stmts[len(stmts)-1].End()
			if !inside && (f.Info().Uses[n] == recorded || guard != nil && f.Info().Uses[n] == guard) {
				ok = false
			}
		}
		return true
	})
	if !ok {
		return nil, nil
	}
	// Whoever else uses the guard keeps it.
	if guard != nil && !w.onlyIn(guard, stmts) {
		return nil, nil
	}
	return edits, guard
}

func (w *rewriting) onlyIn(v *types.Var, stmts []ast.Stmt) bool {
	for id, obj := range w.file.Info().Uses {
		if obj == v && (id.Pos() < stmts[0].Pos() || stmts[len(stmts)-1].End() <= id.Pos()) {
			return false
		}
	}
	return true
}

// records recognises, as the last statements of a block, the ways to keep the first
// error: by a sync.Once, or under a mutex when there is none yet.
func (w *rewriting) records(list []ast.Stmt, v *types.Var) (err *ast.Ident, guard *types.Var) {
	if n := len(list); n > 0 {
		if ret, ok := list[n-1].(*ast.ReturnStmt); ok && len(ret.Results) == 0 {
			list = list[:n-1]
		}
	}
	switch len(list) {
	case 1: // once.Do(func() { first = err })
		call, on := w.method(list[0], "(*sync.Once).Do")
		if call == nil || len(call.Args) != 1 {
			return nil, nil
		}
		lit, ok := call.Args[0].(*ast.FuncLit)
		if !ok || len(lit.Body.List) != 1 {
			return nil, nil
		}
		return w.sets(lit.Body.List[0], v), on
	case 3: // mu.Lock(); if first == nil { first = err }; mu.Unlock()
		_, on := w.method(list[0], "(*sync.Mutex).Lock")
		_, off := w.method(list[2], "(*sync.Mutex).Unlock")
		test, ok := list[1].(*ast.IfStmt)
		if on == nil || on != off || !ok || test.Init != nil || test.Else != nil || len(test.Body.List) != 1 {
			return nil, nil
		}
		cmp, ok := test.Cond.(*ast.BinaryExpr)
		if !ok || cmp.Op != token.EQL {
			return nil, nil
		}
		if id, ok := cmp.X.(*ast.Ident); !ok || w.file.Info().Uses[id] != v || !w.file.Info().Types[cmp.Y].IsNil() {
			return nil, nil
		}
		return w.sets(test.Body.List[0], v), on
	}
	return nil, nil
}

// sets returns err of the statement v = err.
func (w *rewriting) sets(stmt ast.Stmt, v *types.Var) *ast.Ident {
	assign, ok := stmt.(*ast.AssignStmt)
	if !ok || len(assign.Lhs) != 1 || len(assign.Rhs) != 1 {
		return nil
	}
	lhs, ok := assign.Lhs[0].(*ast.Ident)
	if !ok || w.file.Info().Uses[lhs] != v {
		return nil
	}
	err, _ := assign.Rhs[0].(*ast.Ident)
	return err
}

// method recognises a call of a method on a local variable.
func (w *rewriting) method(stmt ast.Stmt, name string) (*ast.CallExpr, *types.Var) {
	es, ok := stmt.(*ast.ExprStmt)
	if !ok {
		return nil, nil
	}
	call, ok := es.X.(*ast.CallExpr)
	if !ok {
		return nil, nil
	}
	sel, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return nil, nil
	}
	fn, ok := w.file.Info().Uses[sel.Sel].(*types.Func)
	id, isIdent := sel.X.(*ast.Ident)
	if !ok || !isIdent || fn.FullName() != name {
		return nil, nil
	}
	v, _ := w.file.Info().Uses[id].(*types.Var)
	return call, v
}

// returns: a statement after which nothing runs.
func returns(stmt ast.Stmt) bool {
	_, ok := stmt.(*ast.ReturnStmt)
	return ok
}
