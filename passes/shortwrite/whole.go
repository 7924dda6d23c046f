package shortwrite

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"

	"github.com/inflight-go/inflight/passes/internal/check"
	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
	"github.com/inflight-go/inflight/passes/internal/rewrite"
	"github.com/inflight-go/inflight/passes/internal/streams"
)

// whole is the fix for a raw write whose count is dropped: it writes until all is written.
// It is offered where the error is already looked at, in the condition that the call stands
// in or the one that follows it, and ends the function.
func whole(r *check.StreamReporter, c streams.RawCall) (fixes []analysis.SuggestedFix, why string) {
	file, ok := r.Fixer().FileAt(c.Node.Pos())
	if !ok {
		return nil, "a generated file"
	}
	if c.Fn.Name() != "Write" || len(c.Node.Args) != 2 {
		return nil, "what to do with the rest is for a person to decide"
	}
	places := file.Enclosing(c.Node)
	if len(places) == 0 {
		return nil, "the write is not a statement"
	}
	assign, test, last := looks(places[0].Stmt, places[0].After())
	if assign == nil || len(assign.Lhs) != 2 || assign.Rhs[0] != c.Node || assign.Tok != token.DEFINE {
		return nil, "its error is not looked at"
	}
	err, ok := assign.Lhs[1].(*ast.Ident)
	if !ok || err.Name == "_" || !ends(test.Body) || test.Else != nil || !tests(test.Cond, err.Name) {
		return nil, "its error does not end the function"
	}
	first := places[0].Stmt
	if !file.Builtin("nil", first.Pos()) || !file.Builtin("len", first.Pos()) {
		return nil, "nil or len means something else here"
	}
	if file.Comments(first.Pos(), test.Body.Lbrace) || !file.OwnLines(first, last) {
		return nil, "a comment in the statement"
	}
	if first != last && usedAfter(file.Info().Defs[err], test, places[0].Func, file.Info().Uses) {
		return nil, "its error is used later"
	}
	if jumps(test.Body) || !returnsError(file, places[0].Func) || !plain(file.Info(), c.Node.Args[0]) {
		return nil, "what is done with its error is made for one call"
	}
	buf := c.Node.Args[1]
	if !flow.IsBytes(file.Info().TypeOf(buf)) {
		return nil, "what is written has a type of its own"
	}
	io, edits, ok := file.Qualifier("io", "ErrShortWrite", first.Pos())
	if !ok {
		return nil, "package io has no name here"
	}
	shifted, ok := file.Shift(test.Body.Lbrace, test.End())
	if !ok {
		return nil, "a text of several lines in what is done with the error"
	}
	rest, n := file.Fresh("rest", first.Pos(), 0), file.Fresh("n", first.Pos(), 0)
	indent, nl := file.Indent(first.Pos()), file.Newline()
	text := "for " + rest + " := " + file.Text(buf) + "; len(" + rest + ") > 0; {" + nl +
		indent + "\t" + n + ", " + err.Name + " := " + file.Text(c.Node.Fun) + "(" + file.Text(c.Node.Args[0]) + ", " + rest + ")" + nl +
		// What takes nothing would be asked for ever.
		indent + "\tif " + err.Name + " == nil && " + n + " == 0 {" + nl +
		indent + "\t\t" + err.Name + " = " + io + "ErrShortWrite" + nl +
		indent + "\t}" + nl +
		indent + "\tif " + file.Text(test.Cond) + " "
	head := analysis.TextEdit{Pos: first.Pos(), End: test.Body.Lbrace, NewText: []byte(text)}
	tail := analysis.TextEdit{Pos: test.End(), End: test.End(), NewText: []byte(nl + indent + "\t" + rest + " = " + rest + "[" + n + ":]" + nl + indent + "}")}
	edits = append(append(edits, head, tail), shifted...)
	return []analysis.SuggestedFix{check.Fix("Write until all is written", edits)}, ""
}

// looks returns the assignment that a raw write stands in, the condition that looks at its
// error, and the last statement of the two.
func looks(stmt, next ast.Stmt) (assign *ast.AssignStmt, test *ast.IfStmt, last ast.Stmt) {
	switch s := stmt.(type) {
	case *ast.IfStmt:
		if assign, ok := s.Init.(*ast.AssignStmt); ok {
			return assign, s, s
		}
	case *ast.AssignStmt:
		if test, ok := next.(*ast.IfStmt); ok && test.Init == nil {
			return s, test, test
		}
	}
	return nil, nil, nil
}

// tests: the condition is `err != nil`.
func tests(cond ast.Expr, name string) bool {
	cmp, ok := cond.(*ast.BinaryExpr)
	if !ok || cmp.Op != token.NEQ {
		return false
	}
	x, ok := cmp.X.(*ast.Ident)
	y, isIdent := cmp.Y.(*ast.Ident)
	return ok && isIdent && x.Name == name && y.Name == "nil"
}

// ends: the body leaves the function.
func ends(body *ast.BlockStmt) bool {
	if len(body.List) == 0 {
		return false
	}
	_, ok := body.List[len(body.List)-1].(*ast.ReturnStmt)
	return ok
}

// jumps: the body leaves, or goes on with, a loop.
func jumps(body *ast.BlockStmt) bool {
	found := false
	ast.Inspect(body, func(n ast.Node) bool {
		if _, ok := n.(*ast.BranchStmt); ok {
			found = true
		}
		return !found
	})
	return found
}

// returnsError: the function says by an error whether it worked.
func returnsError(file *rewrite.File, fn ast.Node) bool {
	results := resultsOf(file.Info(), fn)
	return results != nil && results.Len() > 0 && knowledge.IsError(results.At(results.Len()-1).Type())
}

// plain: an expression that can be evaluated again: a name, a field, or one of these in
// another type.
func plain(info *types.Info, e ast.Expr) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident, *ast.BasicLit:
		return true
	case *ast.SelectorExpr:
		return plain(info, e.X)
	case *ast.CallExpr:
		return info.Types[e.Fun].IsType() && len(e.Args) == 1 && plain(info, e.Args[0])
	}
	return false
}

// usedAfter: the function uses a variable after a statement.
func usedAfter(obj types.Object, after ast.Stmt, fn ast.Node, uses map[*ast.Ident]types.Object) bool {
	found := false
	ast.Inspect(fn, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && id.Pos() > after.End() && uses[id] == obj {
			found = true
		}
		return !found
	})
	return found
}
