package spawnloop

import (
	"fmt"
	"go/ast"

	"golang.org/x/tools/go/analysis"

	"github.com/inflight-go/inflight/passes/internal/check"
	"github.com/inflight-go/inflight/passes/internal/gates"
	"github.com/inflight-go/inflight/passes/internal/progress"
	"github.com/inflight-go/inflight/passes/internal/rewrite"
	"github.com/inflight-go/inflight/passes/internal/sites"
)

// A rewriting is the rewrite of one loop.
type rewriting struct {
	*check.Fixer
	options *Options
	file    *rewrite.File
	sites   []*sites.Site
	spawns  []rewrite.Spawn
	proof   progress.Proof
	edits   []analysis.TextEdit
}

// fixes returns the fixes for the spawns of one loop, the safe one first. why says what
// keeps the safe one from being offered.
func fixes(x *check.Fixer, o *Options, all []*sites.Site) (out []analysis.SuggestedFix, why string) {
	f, ok := x.File(all[0])
	if !ok {
		return nil, "a generated file"
	}
	w := &rewriting{Fixer: x, options: o, file: f, sites: all}
	if w.spawns, why = x.Spawns(f, all); why != "" {
		return nil, why
	}
	if check.HasGoto(f.Decl(all[0].Node.Pos())) {
		return nil, "goto"
	}
	w.proof = x.Of(all)
	if obstacle := w.proof.Obstacle; obstacle == progress.Unjoined && o.Alternatives {
		if fix, ok := w.detached(); ok {
			return []analysis.SuggestedFix{check.Alternative(fix)}, obstacle.String()
		}
		return nil, obstacle.String()
	} else if obstacle != progress.None {
		return nil, obstacle.String()
	}
	fix, ok := w.safe()
	if !ok {
		return nil, "the code around the loop has another shape"
	}
	out = append(out, fix)
	if o.Alternatives {
		for _, other := range []func(*rewriting) (analysis.SuggestedFix, bool){(*rewriting).group, (*rewriting).pool} {
			if fix, ok := other(w.again()); ok {
				out = append(out, check.Alternative(fix))
			}
		}
	}
	return out, ""
}

// again is the same rewriting, without edits.
func (w *rewriting) again() *rewriting {
	return &rewriting{Fixer: w.Fixer, options: w.options, file: w.file, sites: w.sites, spawns: w.spawns, proof: w.proof}
}

// safe is the rewrite that is proven.
func (w *rewriting) safe() (analysis.SuggestedFix, bool) {
	switch w.sites[0].Verdict.Fake {
	case gates.NoFake, gates.RateOnly:
		return w.semaphore()
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
	limit, ok := w.Limit(w.file, w.sites, w.options.LimitOption, w.proof.Pure, pos)
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
	widen, ok := w.Widen(w.file, w.proof.Widen)
	if !ok {
		return none, false
	}
	w.edits = append(w.edits, widen...)
	return check.Fix(fmt.Sprintf("Let at most %s of them run at once", limit.Text), w.edits), true
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
