package spawnloop

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"

	"github.com/inflight-go/inflight/passes/internal/check"
	"github.com/inflight-go/inflight/passes/internal/gates"
)

// pool is the rewrite to a fixed number of workers that take the elements from a
// channel:
//
//	jobs := make(chan T)
//	for range maxInFlight {
//		wg.Go(func() {
//			for x := range jobs {
//				...
//			}
//		})
//	}
//	for _, x := range xs {
//		jobs <- x
//	}
//	close(jobs)
//
// It is offered where the loop does nothing but start work for its element, and the work
// goes from its begin to its end: a return would end the worker.
func (w *rewriting) pool() (analysis.SuggestedFix, bool) {
	none := analysis.SuggestedFix{}
	f := w.file
	if len(w.spawns) != 1 || len(w.proof.Widen) > 0 || w.sites[0].Verdict.Fake != gates.NoFake || !f.AtLeast("go1.22") {
		return none, false
	}
	s := w.spawns[0]
	loop, ok := w.sites[0].Factor.Stmt.(*ast.RangeStmt)
	if !ok || s.Lit == nil || s.Place.Block != loop.Body || loop.Tok != token.DEFINE || s.Lit.Type.Params.NumFields() > 0 {
		return none, false
	}
	x := w.element(loop)
	at, ok := w.anchor()
	if x == nil || !ok || at.Stmt != loop {
		return none, false
	}
	// The loop: an Add, and the spawn. The body: a Done, and the work.
	body := s.Lit.Body.List
	counted, statements := s.Arg == nil, 1
	if counted {
		statements = 2
	}
	if at, _ := f.Acquire(s); len(loop.Body.List) != statements || at != loop.Body.List[0] {
		return none, false
	}
	if counted {
		if len(body) < 2 || !w.isDone(body[0]) {
			return none, false
		}
		body = body[1:]
	}
	if len(body) == 0 || leaves(body) || f.Comments(loop.Pos(), s.Lit.Body.Pos()) {
		return none, false
	}
	elem, ok := f.TypeText(x.Type(), loop.Pos())
	if !ok || !f.Builtin("make", loop.Pos()) || !f.Builtin("close", loop.Pos()) {
		return none, false
	}
	limit, ok := w.Limit(f, w.sites, w.options.LimitOption, w.proof.Pure, loop.Pos())
	if !ok {
		return none, false
	}
	jobs := f.Fresh("jobs", loop.Pos(), w.Nth(f, w.sites[0]))
	insert, ok := f.Insert(loop, append(limit.Lines, fmt.Sprintf("%s := make(chan %s)", jobs, elem))...)
	if !ok {
		return none, false
	}
	first, last := body[0], body[len(body)-1]
	shift, ok := f.Shift(first.Pos(), last.End())
	if !ok || !f.OwnLines(first, last) {
		return none, false
	}
	inner := f.Indent(first.Pos())
	clause := fmt.Sprintf("for %s := range %s {", x.Name(), jobs)
	edits := append(append([]analysis.TextEdit{}, limit.Edits...), insert,
		analysis.TextEdit{Pos: loop.For, End: loop.Body.Lbrace, NewText: fmt.Appendf(nil, "for range %s ", limit.Expr)},
		analysis.TextEdit{Pos: first.Pos(), End: first.Pos(), NewText: []byte(clause + f.Newline() + inner + "\t")},
	)
	end, ok := f.Append(last, "}")
	if !ok {
		return none, false
	}
	edits = append(edits, end)
	edits = append(edits, shift...)
	feed, ok := f.Append(loop,
		f.TextBetween(loop.For, loop.Body.Lbrace)+"{",
		"\t"+jobs+" <- "+x.Name(),
		"}",
		"close("+jobs+")")
	return check.Fix(fmt.Sprintf("Have %s workers take the elements from a channel", limit.Text), append(edits, feed)), ok
}

// element is the only variable of a range loop, nil if there are two or none.
func (w *rewriting) element(loop *ast.RangeStmt) *types.Var {
	var found *types.Var
	for _, e := range []ast.Expr{loop.Key, loop.Value} {
		id, ok := e.(*ast.Ident)
		if !ok || id.Name == "_" {
			continue
		}
		if found != nil {
			return nil
		}
		found, _ = w.file.Info().Defs[id].(*types.Var)
	}
	return found
}

// isDone: defer wg.Done().
func (w *rewriting) isDone(stmt ast.Stmt) bool {
	d, ok := stmt.(*ast.DeferStmt)
	if !ok {
		return false
	}
	sel, ok := ast.Unparen(d.Call.Fun).(*ast.SelectorExpr)
	if !ok {
		return false
	}
	fn, ok := w.file.Info().Uses[sel.Sel].(*types.Func)
	return ok && fn.FullName() == "(*sync.WaitGroup).Done"
}

// leaves reports whether statements return, or defer something to their end.
func leaves(list []ast.Stmt) bool {
	found := false
	for _, stmt := range list {
		ast.Inspect(stmt, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncLit:
				return false
			case *ast.ReturnStmt, *ast.DeferStmt:
				found = true
			case *ast.BranchStmt:
				found = found || n.Tok == token.GOTO || n.Label != nil
			case *ast.CallExpr:
				id, ok := n.Fun.(*ast.Ident)
				found = found || ok && id.Name == "recover"
			}
			return !found
		})
	}
	return found
}
