package semaphore

import (
	"go/ast"
	"go/token"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/check"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
	"github.com/inflight-go/inflight/passes/internal/progress"
	"github.com/inflight-go/inflight/passes/internal/rewrite"
	"github.com/inflight-go/inflight/passes/internal/sites"
	"github.com/inflight-go/inflight/passes/internal/tokens"
)

// looked is the fix for an acquire whose error is ignored: the function returns it, where
// that is all it returns and nothing is left to be undone.
func looked(r *check.Reporter, at place) (fixes []analysis.SuggestedFix, why string) {
	file, ok := r.Fixer().FileAt(at.node.Pos())
	if !ok {
		return nil, "a generated file"
	}
	call, ok := at.node.(*ast.CallExpr)
	if !ok || !knowledge.IsError(file.Info().TypeOf(call)) {
		return nil, "what to do instead is for a person to decide"
	}
	places := file.Enclosing(call)
	if len(places) == 0 {
		return nil, "the acquire is not a statement"
	}
	stmt := places[0].Stmt
	switch s := stmt.(type) {
	case *ast.ExprStmt:
	case *ast.AssignStmt:
		if id, ok := s.Lhs[0].(*ast.Ident); len(s.Lhs) != 1 || !ok || id.Name != "_" {
			return nil, "the acquire is not a statement"
		}
	default:
		return nil, "the acquire is not a statement"
	}
	body, ok := places[0].Block.(*ast.BlockStmt)
	if !ok || !bodyIs(places[0].Func, body) || !returnsError(file, places[0].Func) {
		return nil, "the function has more to do on its way out"
	}
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok || file.Info().Selections[sel] == nil {
		return nil, "the acquire is no method of the semaphore"
	}
	var table *knowledge.Table // the built-in one where nothing starts work
	if r.Table.Scale != nil {
		table = r.Table.Scale.P.Table
	}
	e := &earlyReturn{file: file, table: table, fn: places[0].Func, body: body, at: stmt, sem: sel.X}
	if !e.skipsNothing() || check.HasGoto(places[0].Func) {
		return nil, "the function has more to do on its way out"
	}
	indent := file.Indent(stmt.Pos())
	text := "if err := " + file.Text(call) + "; err != nil {" + file.Newline() + indent + "\treturn err" + file.Newline() + indent + "}"
	if file.Comments(stmt.Pos(), stmt.End()) {
		return nil, "a comment in the statement"
	}
	return []analysis.SuggestedFix{check.Fix("Return the error of the acquire", []analysis.TextEdit{file.Replace(stmt, text)})}, ""
}

// returnsError: a function whose only result is an error without a name.
func returnsError(file *rewrite.File, fn ast.Node) bool {
	var t *ast.FuncType
	switch fn := fn.(type) {
	case *ast.FuncDecl:
		t = fn.Type
	case *ast.FuncLit:
		t = fn.Type
	}
	return t != nil && t.Results != nil && len(t.Results.List) == 1 && len(t.Results.List[0].Names) == 0 &&
		knowledge.IsError(file.Info().TypeOf(t.Results.List[0].Type))
}

// waited is the fix for an acquire that hides the error of a group: where it fails, the
// function waits for the group first, and returns what that returns.
func waited(r *check.Reporter, at place, f tokens.Fault) (fixes []analysis.SuggestedFix, why string) {
	x := r.Fixer()
	file, ok := x.FileAt(at.node.Pos())
	if !ok {
		return nil, "a generated file"
	}
	var work []*sites.Site
	group := ""
	for _, s := range r.Table.Sites {
		if ex, ok := s.Spawn.Group.(*ssa.Extract); ok && ex.Tuple.Pos() == f.Group.Pos() {
			work = append(work, s)
			if call, ok := s.Node.(*ast.CallExpr); ok {
				if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok {
					group = check.Short(sel.X)
				}
			}
		}
	}
	if len(work) == 0 || !token.IsIdentifier(group) {
		return nil, "what the group does is out of sight"
	}
	if o := x.Of(work).Obstacle; o != progress.None {
		return nil, o.String()
	}
	var ret *ast.ReturnStmt
	for _, n := range file.Path(f.At) {
		if s, ok := n.(*ast.ReturnStmt); ok {
			ret = s
			break
		}
	}
	if ret == nil || len(ret.Results) == 0 {
		return nil, "the return has another shape"
	}
	values := ""
	for _, v := range ret.Results[:len(ret.Results)-1] {
		if !simple(v) {
			return nil, "the return has another shape"
		}
		values += file.Text(v) + ", "
	}
	err := file.Fresh("cause", ret.Pos(), 0)
	edit, ok := file.Insert(ret, "if "+err+" := "+group+".Wait(); "+err+" != nil {", "\treturn "+values+err, "}")
	if !ok {
		return nil, "the return has another shape"
	}
	return []analysis.SuggestedFix{check.Fix("Wait for the group, and return its error first", []analysis.TextEdit{edit})}, ""
}
