package semaphore

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"

	"github.com/inflight-go/inflight/passes/internal/check"
	"github.com/inflight-go/inflight/passes/internal/gates"
	"github.com/inflight-go/inflight/passes/internal/progress"
	"github.com/inflight-go/inflight/passes/internal/rewrite"
	"github.com/inflight-go/inflight/passes/internal/sites"
)

// A starting is the rewrite of one spawn whose semaphore does not hold the spawner back.
type starting struct {
	*check.Fixer
	options *Options
	file    *rewrite.File
	site    *sites.Site
	spawn   rewrite.Spawn
	proof   progress.Proof
	edits   []analysis.TextEdit
}

// startFixes returns the fix for the spawns of one loop. why says what keeps it from being
// offered.
func startFixes(x *check.Fixer, o *Options, all []*sites.Site) (out []analysis.SuggestedFix, why string) {
	if check.Served(all[0]) {
		return nil, "what a handler that waits does to its server is for a person to decide"
	}
	f, ok := x.File(all[0])
	if !ok {
		return nil, "a generated file"
	}
	spawns, why := x.Spawns(f, all)
	if why != "" {
		return nil, why
	}
	if len(spawns) != 1 {
		return nil, "the loop starts several things"
	}
	if check.HasGoto(f.Decl(all[0].Node.Pos())) {
		return nil, "goto"
	}
	w := &starting{Fixer: x, options: o, file: f, site: all[0], spawn: spawns[0], proof: x.Of(all)}
	if w.proof.Obstacle != progress.None {
		return nil, w.proof.Obstacle.String()
	}
	var fix analysis.SuggestedFix
	switch w.site.Verdict.Fake {
	case gates.Inside:
		fix, ok = w.moved()
	case gates.DataSized:
		fix, ok = w.resized()
	default:
		ok = false
	}
	if !ok {
		return nil, "the code around the loop has another shape"
	}
	return []analysis.SuggestedFix{fix}, ""
}

// moved takes a semaphore that the work acquires first, and acquires it before the work
// starts.
func (w *starting) moved() (analysis.SuggestedFix, bool) {
	none := analysis.SuggestedFix{}
	if w.spawn.Lit == nil || len(w.proof.Widen) > 0 {
		return none, false
	}
	s := w.spawn
	body := s.Lit.Body.List
	at := -1
	for i, stmt := range body {
		if send, ok := stmt.(*ast.SendStmt); ok {
			if !w.token(send, s.Lit) {
				return none, false
			}
			at = i
			break
		}
		if _, ok := stmt.(*ast.DeferStmt); !ok {
			return none, false // work is done before
		}
	}
	if at < 0 || !w.givesBack(body[at:], body[at].(*ast.SendStmt)) {
		return none, false
	}
	ch, _ := w.file.Info().Uses[ast.Unparen(body[at].(*ast.SendStmt).Chan).(*ast.Ident)].(*types.Var)
	if ch == nil || w.sends(ch) != 1 {
		return none, false // others hold its tokens too, and may wait for this loop
	}
	text, remove, ok := w.file.Cut(body[at])
	if !ok {
		return none, false
	}
	before, _ := w.file.Acquire(s)
	insert, ok := w.file.Insert(before, text)
	if !ok {
		return none, false
	}
	return check.Fix("Acquire the semaphore before the work starts", []analysis.TextEdit{insert, remove}), true
}

// token: a send of nothing much on a channel of the function around the loop.
func (w *starting) token(send *ast.SendStmt, lit *ast.FuncLit) bool {
	id, ok := ast.Unparen(send.Chan).(*ast.Ident)
	if !ok {
		return false
	}
	v, ok := w.file.Info().Uses[id].(*types.Var)
	if !ok || lit.Pos() <= v.Pos() && v.Pos() < lit.End() {
		return false
	}
	loop := w.site.Factor.Stmt
	if loop == nil || loop.Pos() <= v.Pos() && v.Pos() < loop.End() {
		return false
	}
	switch value := ast.Unparen(send.Value).(type) {
	case *ast.CompositeLit:
		return len(value.Elts) == 0
	case *ast.BasicLit:
		return true
	case *ast.Ident:
		tv := w.file.Info().Types[value]
		return tv.Value != nil || tv.IsNil()
	}
	return false
}

// givesBack: a deferred receive from the channel stands among stmts.
func (w *starting) givesBack(stmts []ast.Stmt, send *ast.SendStmt) bool {
	ch := w.file.Info().Uses[ast.Unparen(send.Chan).(*ast.Ident)]
	if len(stmts) < 2 {
		return false
	}
	d, ok := stmts[1].(*ast.DeferStmt)
	if !ok {
		return false
	}
	found := false
	ast.Inspect(d, func(n ast.Node) bool {
		if u, ok := n.(*ast.UnaryExpr); ok && u.Op == token.ARROW {
			id, ok := ast.Unparen(u.X).(*ast.Ident)
			found = found || ok && w.file.Info().Uses[id] == ch
		}
		return true
	})
	return found
}

// resized gives a semaphore with room for all the data a limit of its own.
func (w *starting) resized() (analysis.SuggestedFix, bool) {
	none := analysis.SuggestedFix{}
	var ch *types.Var
	for _, n := range w.file.Path(w.site.Verdict.FakePos) {
		if send, ok := n.(*ast.SendStmt); ok {
			if id, ok := ast.Unparen(send.Chan).(*ast.Ident); ok {
				ch, _ = w.file.Info().Uses[id].(*types.Var)
			}
		}
	}
	if ch == nil {
		return none, false
	}
	if w.sends(ch) != 1 {
		return none, false // of other loops too, which may wait for this one
	}
	call := w.makeCallOf(ch)
	if call == nil || len(call.Args) != 2 || w.file.Needed(call.Args[1]) {
		return none, false
	}
	places := w.file.Enclosing(call)
	if len(places) == 0 {
		return none, false
	}
	at := places[0].Stmt
	limit, ok := w.Limit(w.file, []*sites.Site{w.site}, w.options.LimitOption, w.proof.Pure, at.Pos())
	if !ok {
		return none, false
	}
	w.edits = append(w.edits, limit.Edits...)
	if len(limit.Lines) > 0 {
		insert, ok := w.file.Insert(at, limit.Lines...)
		if !ok {
			return none, false
		}
		w.edits = append(w.edits, insert)
	}
	w.edits = append(w.edits, w.file.Replace(call.Args[1], limit.Expr))
	widen, ok := w.Widen(w.file, w.proof.Widen)
	return check.Fix(fmt.Sprintf("Let at most %s of them run at once", limit.Text), append(w.edits, widen...)), ok
}

// sends counts the statements that send on a channel.
func (w *starting) sends(ch *types.Var) int {
	n := 0
	decl := w.file.Decl(w.site.Node.Pos())
	if decl == nil {
		return 0
	}
	ast.Inspect(decl, func(node ast.Node) bool {
		if send, ok := node.(*ast.SendStmt); ok {
			if id, ok := ast.Unparen(send.Chan).(*ast.Ident); ok && w.file.Info().Uses[id] == ch {
				n++
			}
		}
		return true
	})
	return n
}

// makeCallOf finds the make that a channel variable is declared with, when it is set
// there alone.
func (w *starting) makeCallOf(ch *types.Var) *ast.CallExpr {
	decl := w.file.Decl(ch.Pos())
	if decl == nil || w.file.Assigned(ch, decl) {
		return nil
	}
	var found *ast.CallExpr
	take := func(id *ast.Ident, value ast.Expr) {
		if w.file.Info().Defs[id] == ch {
			if call, ok := ast.Unparen(value).(*ast.CallExpr); ok && w.file.Make(call.Lparen) == call {
				found = call
			}
		}
	}
	ast.Inspect(decl, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			if len(n.Lhs) == len(n.Rhs) {
				for i, lhs := range n.Lhs {
					if id, ok := lhs.(*ast.Ident); ok {
						take(id, n.Rhs[i])
					}
				}
			}
		case *ast.ValueSpec:
			if len(n.Names) == len(n.Values) {
				for i, id := range n.Names {
					take(id, n.Values[i])
				}
			}
		}
		return true
	})
	return found
}
