package errgrouplimit

import (
	"fmt"
	"go/ast"
	"go/constant"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/check"
	"github.com/inflight-go/inflight/passes/internal/gates"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
	"github.com/inflight-go/inflight/passes/internal/progress"
	"github.com/inflight-go/inflight/passes/internal/rewrite"
	"github.com/inflight-go/inflight/passes/internal/sites"
	"github.com/inflight-go/inflight/passes/internal/spawns"
)

// fixes returns the fix for the group of s. why says what keeps it from being offered.
func fixes(x *check.Fixer, o *Options, s *sites.Site, category string) (out []analysis.SuggestedFix, why string) {
	f, ok := x.File(s)
	if !ok {
		return nil, "a generated file"
	}
	all := x.Group(s)
	if all == nil || !knowledge.IsNamed(s.Spawn.Group.Type(), "golang.org/x/sync/errgroup", "Group") {
		return nil, progress.Shared.String()
	}
	if !setsLimit(s) {
		return nil, "golang.org/x/sync is too old to have SetLimit"
	}
	if category != "dropped" && slices.ContainsFunc(all, func(s *sites.Site) bool { return s.Spawn.Kind == spawns.TryGroup }) {
		return nil, "with a limit TryGo does less"
	}
	proof := x.Of(all)
	if proof.Obstacle != progress.None {
		return nil, proof.Obstacle.String()
	}
	w := &rewriting{x, o, f, s, all, proof}
	fix, ok := w.choose(category)
	widen, room := x.Widen(f, proof.Widen)
	if len(widen) > 0 {
		fix = check.Fix(fix.Message, append(fix.TextEdits, widen...))
	}
	if !ok || !room {
		return nil, "the code around the group has another shape"
	}
	return append(out, fix), ""
}

// A rewriting is the rewrite of one group.
type rewriting struct {
	*check.Fixer
	options *Options
	file    *rewrite.File
	site    *sites.Site
	all     []*sites.Site
	proof   progress.Proof
}

func (w *rewriting) choose(category string) (analysis.SuggestedFix, bool) {
	switch category {
	case "nolimit":
		if f := w.site.Verdict.Fake; f != gates.NoFake && f != gates.RateOnly {
			return analysis.SuggestedFix{}, false // there is a limit, on some ways
		}
		return w.limit()
	case "inside":
		return w.inner()
	case "lifted", "datasized", "zero":
		return w.replace()
	case "late":
		return w.move()
	case "dropped":
		return w.wait()
	}
	return analysis.SuggestedFix{}, false
}

// inner gives the group the limit of the semaphore that the work acquires: one below it
// would undo what somebody chose.
func (w *rewriting) inner() (analysis.SuggestedFix, bool) {
	none := analysis.SuggestedFix{}
	decl, name, ok := w.declaration()
	if !ok {
		return none, false
	}
	size := w.capacity()
	if size == nil || !w.meansThere(size, decl.Stmt) {
		return none, false
	}
	text := w.file.Text(size)
	_, isNumber := size.(*ast.BasicLit)
	b, isBasic := types.Unalias(w.file.Info().TypeOf(size)).(*types.Basic)
	if !isNumber && (!isBasic || b.Kind() != types.Int && b.Kind() != types.UntypedInt) {
		text = "int(" + text + ")"
	}
	edit, ok := w.file.Append(decl.Stmt, fmt.Sprintf("%s.SetLimit(%s)", name, text))
	return check.Fix(fmt.Sprintf("Limit %s as the semaphore does", name), []analysis.TextEdit{edit}), ok
}

// capacity is the size that the semaphore of the work is made with, where it is made in
// the same declaration.
func (w *rewriting) capacity() ast.Expr {
	var sem *types.Var
	for _, n := range w.file.Path(w.site.Verdict.FakePos) {
		var on ast.Expr
		switch n := n.(type) {
		case *ast.SendStmt:
			on = n.Chan
		case *ast.CallExpr:
			if sel, ok := n.Fun.(*ast.SelectorExpr); ok {
				on = sel.X
			}
		}
		if id, ok := on.(*ast.Ident); ok && sem == nil {
			sem, _ = w.file.Info().Uses[id].(*types.Var)
		}
	}
	fd := w.file.Decl(w.site.Node.Pos())
	if sem == nil || fd == nil || sem.Pos() < fd.Pos() || fd.End() <= sem.Pos() || w.file.Assigned(sem, fd) {
		return nil
	}
	for _, n := range w.file.Path(sem.Pos()) {
		assign, ok := n.(*ast.AssignStmt)
		if !ok || len(assign.Lhs) != 1 || len(assign.Rhs) != 1 {
			continue
		}
		call, ok := assign.Rhs[0].(*ast.CallExpr)
		if !ok || len(call.Args) == 0 {
			return nil
		}
		return call.Args[len(call.Args)-1] // make(chan T, n), semaphore.NewWeighted(n)
	}
	return nil
}

// meansThere reports whether e, a name or a number, is the same directly after stmt.
func (w *rewriting) meansThere(e ast.Expr, stmt ast.Stmt) bool {
	if tv := w.file.Info().Types[e]; tv.Value != nil {
		if _, isLit := e.(*ast.BasicLit); isLit {
			return true
		}
	}
	id, ok := e.(*ast.Ident)
	if !ok {
		return false
	}
	obj := w.file.Info().Uses[id]
	if obj == nil || w.file.Lookup(id.Name, stmt.End()) != obj {
		return false
	}
	switch obj := obj.(type) {
	case *types.Const:
		return true
	case *types.Var:
		fd := w.file.Decl(stmt.Pos())
		return fd != nil && fd.Pos() <= obj.Pos() && obj.Pos() < fd.End() && !w.file.Assigned(obj, fd)
	}
	return false
}

// limit sets one where the group is declared.
func (w *rewriting) limit() (analysis.SuggestedFix, bool) {
	decl, name, ok := w.declaration()
	if !ok {
		return analysis.SuggestedFix{}, false
	}
	limit, ok := w.Limit(w.file, w.all, w.options.LimitOption, w.proof.Pure, decl.Stmt.End())
	if !ok {
		return analysis.SuggestedFix{}, false
	}
	edit, ok := w.file.Append(decl.Stmt, append(limit.Lines, fmt.Sprintf("%s.SetLimit(%s)", name, limit.Expr))...)
	return check.Fix(fmt.Sprintf("Limit %s to %s at once", name, limit.Text), append(limit.Edits, edit)), ok
}

// declaration finds the statement that declares the group, and its name.
func (w *rewriting) declaration() (place rewrite.Place, name string, ok bool) {
	pos, ok := w.MadeAt(w.site)
	if !ok {
		return place, "", false
	}
	var node ast.Node
	for _, n := range w.file.Path(pos) {
		if node == nil {
			node = n
		}
		if _, isStmt := n.(ast.Stmt); isStmt {
			break
		}
		node = n
	}
	places := w.file.Enclosing(node)
	if len(places) == 0 {
		return place, "", false
	}
	place = places[0]
	var names []*ast.Ident
	switch stmt := place.Stmt.(type) {
	case *ast.AssignStmt:
		for _, lhs := range stmt.Lhs {
			if id, ok := lhs.(*ast.Ident); ok {
				names = append(names, id)
			}
		}
	case *ast.DeclStmt:
		for _, spec := range stmt.Decl.(*ast.GenDecl).Specs {
			if vs, ok := spec.(*ast.ValueSpec); ok && vs.Pos() <= pos && pos < vs.End() {
				names = append(names, vs.Names...)
			}
		}
	}
	for _, id := range names {
		obj := w.file.Info().ObjectOf(id)
		if obj == nil || !knowledge.IsNamed(obj.Type(), "golang.org/x/sync/errgroup", "Group") {
			continue
		}
		if name != "" && id.Pos() != pos {
			continue
		}
		if _, isPointer := obj.Type().Underlying().(*types.Pointer); !isPointer && len(names) > 1 && id.Pos() != pos {
			continue
		}
		name = id.Name
	}
	return place, name, name != ""
}

// setter is the call that sets the limit, and its argument.
func (w *rewriting) setter() (*ast.CallExpr, rewrite.Place, bool) {
	for _, n := range w.file.Path(w.site.Verdict.FakePos) {
		call, ok := n.(*ast.CallExpr)
		if !ok || len(call.Args) != 1 || w.site.Verdict.FakePos < call.Pos() || call.End() <= w.site.Verdict.FakePos {
			continue
		}
		places := w.file.Enclosing(call)
		if len(places) == 0 {
			return nil, rewrite.Place{}, false
		}
		stmt, ok := places[0].Stmt.(*ast.ExprStmt)
		return call, places[0], ok && stmt.X == call
	}
	return nil, rewrite.Place{}, false
}

// replace puts a limit in the place of one that is none.
func (w *rewriting) replace() (analysis.SuggestedFix, bool) {
	call, at, ok := w.setter()
	if !ok || w.file.Needed(call.Args[0]) || !w.first(at) {
		return analysis.SuggestedFix{}, false
	}
	limit, ok := w.Limit(w.file, w.all, w.options.LimitOption, w.proof.Pure, at.Stmt.Pos())
	if !ok {
		return analysis.SuggestedFix{}, false
	}
	edits := append(limit.Edits, w.file.Replace(call.Args[0], limit.Expr))
	if len(limit.Lines) > 0 {
		insert, ok := w.file.Insert(at.Stmt, limit.Lines...)
		if !ok {
			return analysis.SuggestedFix{}, false
		}
		edits = append(edits, insert)
	}
	return check.Fix(fmt.Sprintf("Limit the group to %s at once", limit.Text), edits), true
}

// first: the limit is set once, and before the group has work: SetLimit panics or lets
// Wait hang when work is under way, unless it means no limit.
func (w *rewriting) first(at rewrite.Place) bool {
	decl, _, ok := w.declaration()
	if !ok || decl.Block != at.Block {
		return false
	}
	for _, s := range w.all {
		if s.Node.Pos() < at.Stmt.End() {
			return false
		}
	}
	return true
}

// move sets a limit that comes too late where the group is declared.
func (w *rewriting) move() (analysis.SuggestedFix, bool) {
	call, at, ok := w.setter()
	if !ok {
		return analysis.SuggestedFix{}, false
	}
	decl, name, ok := w.declaration()
	if !ok || w.file.Text(call.Fun) != name+".SetLimit" {
		return analysis.SuggestedFix{}, false
	}
	if !w.early(call.Args[0], decl.Stmt) {
		return analysis.SuggestedFix{}, false
	}
	remove, ok := w.file.Delete(at.Stmt)
	if !ok {
		return analysis.SuggestedFix{}, false
	}
	insert, ok := w.file.Append(decl.Stmt, w.file.Text(call))
	return check.Fix(fmt.Sprintf("Set the limit before the first %s.Go", name), []analysis.TextEdit{insert, remove}), ok
}

// early reports whether e is a positive constant that means the same after stmt: what
// else it could be may be zero, and then nothing starts.
func (w *rewriting) early(e ast.Expr, stmt ast.Stmt) bool {
	tv := w.file.Info().Types[e]
	if tv.Value == nil {
		return false
	}
	early := true
	ast.Inspect(e, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && w.file.Lookup(id.Name, stmt.End()) != w.file.Info().Uses[id] {
			if _, isMember := w.file.Info().Uses[id].(*types.Const); !isMember || w.file.Info().Uses[id].Pkg() == w.site.Spawn.Instr.Parent().Pkg.Pkg {
				early = false
			}
		}
		return early
	})
	return early
}

// wait turns each TryGo whose result nobody looks at into a Go. A group without a limit,
// which is never full, gets one.
func (w *rewriting) wait() (analysis.SuggestedFix, bool) {
	none := analysis.SuggestedFix{}
	var edits []analysis.TextEdit
	for _, s := range w.all {
		if s.Spawn.Kind != spawns.TryGroup {
			continue
		}
		more, ok := w.untry(s)
		if !ok {
			return none, false
		}
		edits = append(edits, more...)
	}
	v := w.site.Verdict
	if !v.Limited.IsValid() && v.Fake == gates.NoFake && w.site.Regime == sites.Unbounded {
		fix, ok := w.limit()
		return check.Fix(fix.Message, append(fix.TextEdits, edits...)), ok
	}
	// A limit that could be zero lets Go wait for ever.
	k, ok := v.KValue.(*ssa.Const)
	if !ok || k.Value == nil || constant.Sign(k.Value) <= 0 || v.Fake != gates.NoFake {
		return none, false
	}
	return check.Fix("Wait for a place", edits), true
}

// untry makes a Go of one TryGo: g.TryGo(f), or _ = g.TryGo(f) on a group that is never
// full. On one that is, whoever wrote that meant to leave out what does not fit.
func (w *rewriting) untry(s *sites.Site) ([]analysis.TextEdit, bool) {
	call, ok := s.Node.(*ast.CallExpr)
	if !ok || !s.ResultIgnored {
		return nil, false
	}
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	places := w.file.Enclosing(call)
	if !ok || len(places) == 0 {
		return nil, false
	}
	edits := []analysis.TextEdit{w.file.Replace(sel.Sel, "Go")}
	switch stmt := places[0].Stmt.(type) {
	case *ast.ExprStmt:
		return edits, stmt.X == call
	case *ast.AssignStmt:
		if len(stmt.Rhs) != 1 || stmt.Rhs[0] != call {
			return nil, false
		}
		return append(edits, analysis.TextEdit{Pos: stmt.Pos(), End: call.Pos()}), !s.Verdict.Limited.IsValid()
	}
	return nil, false
}
