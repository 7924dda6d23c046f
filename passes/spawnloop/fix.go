package spawnloop

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
	"github.com/inflight-go/inflight/passes/internal/spawns"
)

// A rewriting is the rewrite of one loop.
type rewriting struct {
	*check.Fixer
	file   *rewrite.File
	sites  []*sites.Site
	spawns []rewrite.Spawn
	proof  progress.Proof
	edits  []analysis.TextEdit
}

// fixes returns the fixes for the spawns of one loop, the safe one first. why says what
// keeps the safe one from being offered.
func fixes(x *check.Fixer, all []*sites.Site) (out []analysis.SuggestedFix, why string) {
	f, ok := x.File(all[0])
	if !ok {
		return nil, "a generated file"
	}
	w := &rewriting{Fixer: x, file: f, sites: all}
	for _, s := range all {
		arg := 0
		switch s.Spawn.Kind {
		case spawns.Go, spawns.WaitGroup:
		case spawns.Helper:
			arg = helperArg(s)
		default:
			return nil, "what starts the work is out of sight"
		}
		sp, ok := f.SpawnAt(s.Node, arg)
		if !ok {
			return nil, "the work is not started by a statement"
		}
		w.spawns = append(w.spawns, sp)
	}
	if check.HasGoto(f.Decl(all[0].Node.Pos())) {
		return nil, "goto"
	}
	w.proof = x.Of(all)
	if o := w.proof.Obstacle; o == progress.Unjoined && x.Alternatives() {
		if fix, ok := w.detached(); ok {
			return []analysis.SuggestedFix{fix}, o.String()
		}
		return nil, o.String()
	} else if o != progress.None {
		return nil, o.String()
	}
	fix, ok := w.safe()
	if !ok {
		return nil, "the code around the loop has another shape"
	}
	out = append(out, fix)
	if x.Alternatives() {
		for _, other := range []func(*rewriting) (analysis.SuggestedFix, bool){(*rewriting).group, (*rewriting).pool} {
			if fix, ok := other(w.again()); ok {
				out = append(out, fix)
			}
		}
	}
	return out, ""
}

// again is the same rewriting, without edits.
func (w *rewriting) again() *rewriting {
	return &rewriting{Fixer: w.Fixer, file: w.file, sites: w.sites, spawns: w.spawns, proof: w.proof}
}

// helperArg is the index of the work among the arguments of a helper.
func helperArg(s *sites.Site) int {
	for i, arg := range s.Spawn.Instr.Common().Args {
		if arg == s.Spawn.Value {
			if s.Spawn.Instr.Common().Signature().Recv() != nil && !s.Spawn.Instr.Common().IsInvoke() {
				i--
			}
			return i
		}
	}
	return len(s.Spawn.Instr.Common().Args)
}

// safe is the rewrite that is proven.
func (w *rewriting) safe() (analysis.SuggestedFix, bool) {
	switch w.sites[0].Verdict.Fake {
	case gates.NoFake, gates.RateOnly:
		return w.semaphore()
	case gates.Inside:
		return w.moved()
	case gates.DataSized:
		return w.resized()
	}
	return analysis.SuggestedFix{}, false
}

// anchor is the statement before which the semaphore is made: it holds all spawns, and
// stands in one list with the wait for them.
func (w *rewriting) anchor() (rewrite.Place, bool) {
	join := w.proof.Join
	for _, p := range w.file.Enclosing(w.spawns[0].Stmt) {
		if join.IsValid() && (join < p.Block.Pos() || p.Block.End() <= join || p.Stmt.Pos() <= join && join < p.Stmt.End()) {
			continue
		}
		holdsAll := true
		for _, s := range w.spawns {
			holdsAll = holdsAll && p.Stmt.Pos() <= s.Stmt.Pos() && s.Stmt.End() <= p.Stmt.End()
		}
		if holdsAll && p.Stmt != w.spawns[0].Stmt {
			return p, true
		}
	}
	return rewrite.Place{}, false
}

// semaphore has each spawn take a place in a channel, and its work give it back.
func (w *rewriting) semaphore() (analysis.SuggestedFix, bool) {
	at, ok := w.anchor()
	if !ok {
		return analysis.SuggestedFix{}, false
	}
	return w.semaphoreBefore(at, true)
}

// inner is the statement before which the semaphore is made when at is a branch with one
// loop or more in it: that of its own loop, so that those of others stay apart.
func (w *rewriting) inner(at rewrite.Place) rewrite.Place {
	for {
		next := at
		for _, p := range w.file.Enclosing(w.spawns[0].Stmt) {
			if p.Stmt == at.Stmt {
				break
			}
			next = p
		}
		switch at.Stmt.(type) {
		case *ast.IfStmt, *ast.SwitchStmt, *ast.TypeSwitchStmt, *ast.SelectStmt, *ast.BlockStmt:
		default:
			return at
		}
		for _, s := range w.spawns {
			if s.Stmt == next.Stmt || s.Stmt.Pos() < next.Stmt.Pos() || next.Stmt.End() < s.Stmt.End() {
				return at
			}
		}
		if next.Stmt == at.Stmt || next.Func != at.Func {
			return at
		}
		at = next
	}
}

func (w *rewriting) semaphoreBefore(at rewrite.Place, cancellable bool) (analysis.SuggestedFix, bool) {
	none := analysis.SuggestedFix{}
	place := w.inner(at)
	pos := place.Stmt.Pos()
	if !w.file.Builtin("make", pos) {
		return none, false
	}
	limit, ok := w.Limit(w.file, w.sites, w.proof.Pure, pos)
	if !ok {
		return none, false
	}
	sem := w.file.Fresh("sem", pos, w.Nth(w.file, w.sites[0]))
	lines := append(limit.Lines, fmt.Sprintf("%s := make(chan struct{}, %s)", sem, limit.Expr))
	edit, ok := w.file.Insert(place.Stmt, lines...)
	if !ok {
		return none, false
	}
	w.edits = append(append(w.edits, limit.Edits...), edit)
	for _, s := range w.spawns {
		before, beforeAdd := w.file.Acquire(s)
		acquire := []string{sem + " <- struct{}{}"}
		if cancellable && beforeAdd && len(w.spawns) == 1 {
			if lines, edits, ok := w.cancellable(at, s, sem); ok {
				acquire = lines
				w.edits = append(w.edits, edits...)
			}
		}
		release, keep, ok := w.file.Finally(s, "func() { <-"+sem+" }()")
		if !ok {
			return none, false
		}
		w.edits = append(w.edits, release...)
		if before == s.Stmt {
			acquire = append(acquire, keep...)
		} else if len(keep) > 0 {
			edit, ok := w.file.Insert(s.Stmt, keep...)
			if !ok {
				return none, false
			}
			w.edits = append(w.edits, edit)
		}
		edit, ok := w.file.Insert(before, acquire...)
		if !ok {
			return none, false
		}
		w.edits = append(w.edits, edit)
	}
	widen, ok := w.Widen(w.file, w.proof)
	if !ok {
		return none, false
	}
	w.edits = append(w.edits, widen...)
	return check.Fix(fmt.Sprintf("Let at most %s of them run at once", limit.Text), w.edits), true
}

// moved takes a semaphore that the work acquires first, and acquires it before the work
// starts.
func (w *rewriting) moved() (analysis.SuggestedFix, bool) {
	none := analysis.SuggestedFix{}
	if len(w.spawns) != 1 || w.spawns[0].Lit == nil || len(w.proof.Widen) > 0 {
		return none, false
	}
	s := w.spawns[0]
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
func (w *rewriting) token(send *ast.SendStmt, lit *ast.FuncLit) bool {
	id, ok := ast.Unparen(send.Chan).(*ast.Ident)
	if !ok {
		return false
	}
	v, ok := w.file.Info().Uses[id].(*types.Var)
	if !ok || lit.Pos() <= v.Pos() && v.Pos() < lit.End() {
		return false
	}
	loop := w.sites[0].Factor.Stmt
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
func (w *rewriting) givesBack(stmts []ast.Stmt, send *ast.SendStmt) bool {
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
func (w *rewriting) resized() (analysis.SuggestedFix, bool) {
	none := analysis.SuggestedFix{}
	var ch *types.Var
	for _, n := range w.file.Path(w.sites[0].Verdict.FakePos) {
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
	limit, ok := w.Limit(w.file, w.sites, w.proof.Pure, at.Pos())
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
	widen, ok := w.Widen(w.file, w.proof)
	return check.Fix(fmt.Sprintf("Let at most %s of them run at once", limit.Text), append(w.edits, widen...)), ok
}

// sends counts the statements that send on a channel.
func (w *rewriting) sends(ch *types.Var) int {
	n := 0
	decl := w.file.Decl(w.sites[0].Node.Pos())
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
func (w *rewriting) makeCallOf(ch *types.Var) *ast.CallExpr {
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

// detached is the fix for work that nobody waits for: who calls waits longer then.
func (w *rewriting) detached() (analysis.SuggestedFix, bool) {
	if f := w.sites[0].Verdict.Fake; f != gates.NoFake && f != gates.RateOnly || w.sites[0].Factor.Stmt == nil || len(w.proof.Widen) > 0 {
		return analysis.SuggestedFix{}, false
	}
	loop := w.sites[0].Factor.Stmt
	for _, p := range w.file.Enclosing(w.spawns[0].Stmt) {
		s := p.Stmt
		if labeled, ok := s.(*ast.LabeledStmt); ok {
			s = labeled.Stmt
		}
		if s != loop {
			continue
		}
		fix, ok := w.semaphoreBefore(p, false)
		fix.Message += ": the loop waits for some, and nobody for the rest"
		return fix, ok
	}
	return analysis.SuggestedFix{}, false
}
