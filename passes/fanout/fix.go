package fanout

import (
	"fmt"
	"go/ast"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/inflight-go/inflight/passes/internal/channels"
	"github.com/inflight-go/inflight/passes/internal/check"
	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/progress"
	"github.com/inflight-go/inflight/passes/internal/rewrite"
)

// fixes gives the channel room for what is sent on it. why says what keeps that from
// being offered.
func fixes(r *check.Reporter, o *Options, f finding) (out []analysis.SuggestedFix, why string) {
	out, why = room(r.Fixer(), f)
	if o.Alternatives {
		if fix, ok := givesUp(r.Fixer(), f); ok {
			out = append(out, check.Alternative(fix))
		}
	}
	return out, why
}

// room is the fix that is proven.
func room(x *check.Fixer, f finding) (out []analysis.SuggestedFix, why string) {
	room, why := f.Room()
	if room.Make == nil {
		return nil, why
	}
	file, ok := x.FileAt(room.Make.Pos())
	if !ok {
		return nil, "a generated file"
	}
	call := file.Make(room.Make.Pos())
	if call == nil {
		return nil, "the channel is made elsewhere"
	}
	name := nameOf(file, call)
	if room.Loop != nil {
		edits, ok := x.Widen(file, []progress.Channel{{Make: room.Make, Loop: room.Loop}})
		if !ok {
			return nil, "the elements have no name where the channel is made"
		}
		return []analysis.SuggestedFix{check.Fix(fmt.Sprintf("Give %s room for every element", name), edits)}, ""
	}
	edit := analysis.TextEdit{Pos: call.Args[0].End(), End: call.Args[0].End(), NewText: fmt.Appendf(nil, ", %d", room.N)}
	if len(call.Args) == 2 {
		if _, plain := call.Args[1].(*ast.BasicLit); !plain {
			return nil, "the size of the channel has a name"
		}
		edit = file.Replace(call.Args[1], fmt.Sprint(room.N))
	}
	return []analysis.SuggestedFix{check.Fix(fmt.Sprintf("Give %s room for all that is sent", name), []analysis.TextEdit{edit})}, ""
}

// nameOf is the variable that a channel is made for.
func nameOf(file *rewrite.File, call *ast.CallExpr) string {
	for _, n := range file.Path(call.Pos()) {
		switch n := n.(type) {
		case *ast.AssignStmt:
			if i := slices.Index(n.Rhs, ast.Expr(call)); i >= 0 && len(n.Lhs) == len(n.Rhs) {
				return check.Short(n.Lhs[i])
			}
		case *ast.ValueSpec:
			if i := slices.Index(n.Values, ast.Expr(call)); i >= 0 && len(n.Names) == len(n.Values) {
				return n.Names[i].Name
			}
		}
	}
	return "the channel"
}

// givesUp lets the work give up its send when a context ends that the function ends when it
// returns. Messages are dropped when the context ends before that, so it is no first
// choice.
func givesUp(x *check.Fixer, f finding) (analysis.SuggestedFix, bool) {
	none := analysis.SuggestedFix{}
	send, ok := f.op.(*ast.SendStmt)
	file, open := x.FileAt(f.Pos)
	if !ok || !open || f.Kind != channels.Abandoned || f.Fn.Syntax() == nil {
		return none, false
	}
	places := file.Enclosing(send)
	if len(places) == 0 || places[0].Stmt != ast.Stmt(send) {
		return none, false
	}
	lit, ok := places[0].Func.(*ast.FuncLit)
	if !ok || lit == f.Fn.Syntax() || lit.Type.Results != nil {
		return none, false
	}
	ctx := endsWith(file, f.Fn.Syntax())
	if ctx == nil || file.Lookup(ctx.Name(), send.Pos()) != ctx {
		return none, false
	}
	indent := "\n" + file.Indent(send.Pos())
	text := "select {" + indent + "case " + file.Text(send) + ":" + indent + "case <-" + ctx.Name() + ".Done():" + indent + "\treturn" + indent + "}"
	return check.Fix("Give up the send when "+ctx.Name()+" ends", []analysis.TextEdit{file.Replace(send, text)}), true
}

// endsWith returns the context that a function makes and ends by a deferred call.
func endsWith(file *rewrite.File, fn ast.Node) *types.Var {
	deferred := map[types.Object]bool{}
	ast.Inspect(fn, func(n ast.Node) bool {
		if d, ok := n.(*ast.DeferStmt); ok {
			if id, ok := d.Call.Fun.(*ast.Ident); ok {
				deferred[file.Info().Uses[id]] = true
			}
		}
		return true
	})
	var found *types.Var
	ast.Inspect(fn, func(n ast.Node) bool {
		assign, ok := n.(*ast.AssignStmt)
		if !ok || len(assign.Lhs) != 2 || len(assign.Rhs) != 1 {
			return true
		}
		call, ok := ast.Unparen(assign.Rhs[0]).(*ast.CallExpr)
		if !ok {
			return true
		}
		made := flow.Called(file.Info(), call)
		ctx, isName := assign.Lhs[0].(*ast.Ident)
		cancel, alsoName := assign.Lhs[1].(*ast.Ident)
		if made == nil || made.Pkg() == nil || made.Pkg().Path() != "context" || !isName || !alsoName {
			return true
		}
		if v, ok := file.Info().ObjectOf(ctx).(*types.Var); ok && found == nil && deferred[file.Info().ObjectOf(cancel)] {
			found = v
		}
		return true
	})
	return found
}
