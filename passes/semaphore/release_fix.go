package semaphore

import (
	"go/ast"
	"go/token"

	"golang.org/x/tools/go/analysis"

	"github.com/inflight-go/inflight/passes/internal/check"
	"github.com/inflight-go/inflight/passes/internal/rewrite"
	"github.com/inflight-go/inflight/passes/internal/tokens"
)

// deferred is the fix for a token that is lost on some way: its release is deferred where
// the token is taken. That is the same on all other ways only where each release stood at
// the end of its way.
func deferred(x *check.Fixer, at place, f tokens.Fault) (fixes []analysis.SuggestedFix, why string) {
	const shape = "a release that is not the last thing on its way"
	if f.Turn {
		return nil, "the token is to be given back before the function ends"
	}
	file, ok := x.FileAt(at.node.Pos())
	if !ok {
		return nil, "a generated file"
	}
	var edits []analysis.TextEdit
	text := ""
	for _, instr := range f.Explicit {
		stmt, release := releaseAt(file, instr.Pos())
		if stmt == nil || text != "" && release != text || !last(file, stmt) {
			return nil, shape
		}
		text = release
		remove, ok := file.Delete(stmt)
		if !ok {
			return nil, "a comment at the release"
		}
		edits = append(edits, remove)
	}
	if text == "" {
		return nil, "the token is given back elsewhere"
	}
	body := bodyOf(f)
	if body == nil {
		return nil, "the function is out of sight"
	}
	var add analysis.TextEdit
	var from ast.Stmt // the statement behind which the release is deferred
	if f.Work {
		from = leading(body)
	} else if from = taken(file, f.Pos, body); from == nil {
		return nil, "the token is taken in a loop or on some ways only"
	}
	if defersAfter(body, from) {
		return nil, "other deferred calls would run before the release"
	}
	switch {
	case from != nil:
		add, ok = file.Append(from, "defer "+text)
	case len(body.List) > 0:
		add, ok = file.Insert(body.List[0], "defer "+text)
	default:
		ok = false
	}
	if !ok {
		return nil, "the code around the acquire has another shape"
	}
	return []analysis.SuggestedFix{check.Fix("Give the token back by defer, on every way", append(edits, add))}, ""
}

// releaseAt is the statement that gives a token back at pos, and how it is deferred.
func releaseAt(file *rewrite.File, pos token.Pos) (ast.Stmt, string) {
	for _, n := range file.Path(pos) {
		switch n := n.(type) {
		case *ast.ExprStmt:
			if call, ok := n.X.(*ast.CallExpr); ok && call.Lparen == pos {
				return n, file.Text(call)
			}
			if recv, ok := n.X.(*ast.UnaryExpr); ok && recv.OpPos == pos {
				return n, "func() { " + file.Text(recv) + " }()"
			}
		case *ast.SendStmt:
			if n.Arrow == pos {
				return n, "func() { " + file.Text(n) + " }()"
			}
		}
	}
	return nil, ""
}

// last: nothing but a return of what is known already, or the end of the function, follows.
func last(file *rewrite.File, stmt ast.Stmt) bool {
	places := file.Enclosing(stmt)
	if len(places) == 0 {
		return false
	}
	for i, p := range places {
		rest := p.Rest()
		if len(rest) == 0 {
			if body, ok := p.Block.(*ast.BlockStmt); ok && bodyIs(p.Func, body) {
				return true
			}
			if i+1 < len(places) && places[i+1].Func == p.Func && !loop(places[i+1].Stmt) {
				continue // what follows the statement around it follows
			}
			return false
		}
		ret, ok := rest[0].(*ast.ReturnStmt)
		if !ok {
			return false
		}
		for _, r := range ret.Results {
			if !simple(r) {
				return false
			}
		}
		return true
	}
	return false
}

func loop(s ast.Stmt) bool {
	switch s.(type) {
	case *ast.ForStmt, *ast.RangeStmt, *ast.LabeledStmt:
		return true
	}
	return false
}

func bodyIs(fn ast.Node, body *ast.BlockStmt) bool {
	switch fn := fn.(type) {
	case *ast.FuncDecl:
		return fn.Body == body
	case *ast.FuncLit:
		return fn.Body == body
	}
	return false
}

// simple: an expression that does nothing.
func simple(e ast.Expr) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident, *ast.BasicLit:
		return true
	case *ast.SelectorExpr:
		return simple(e.X)
	case *ast.CompositeLit:
		return len(e.Elts) == 0
	}
	return false
}

// bodyOf is the body of the function that a fault is in.
func bodyOf(f tokens.Fault) *ast.BlockStmt {
	switch fn := f.Func.Syntax().(type) {
	case *ast.FuncDecl:
		return fn.Body
	case *ast.FuncLit:
		return fn.Body
	}
	return nil
}

// leading is the last of the deferred calls that a body begins with, nil if there is none.
func leading(body *ast.BlockStmt) ast.Stmt {
	var out ast.Stmt
	for _, s := range body.List {
		if _, ok := s.(*ast.DeferStmt); !ok {
			break
		}
		out = s
	}
	return out
}

// taken is the statement of body behind which the token that is taken at pos is held: the
// acquire itself, or the test that leaves when it fails. nil where there is none.
func taken(file *rewrite.File, pos token.Pos, body *ast.BlockStmt) ast.Stmt {
	for _, s := range body.List {
		if pos < s.Pos() || s.End() <= pos {
			continue
		}
		switch s := s.(type) {
		case *ast.SendStmt:
			return s
		case *ast.ExprStmt:
			switch x := s.X.(type) {
			case *ast.UnaryExpr:
				return s
			case *ast.CallExpr:
				if x.Lparen == pos && file.Info().TypeOf(x) != nil && isVoid(file, x) {
					return s
				}
			}
		case *ast.IfStmt:
			if pos < s.Body.Pos() && s.Else == nil && len(s.Body.List) > 0 {
				if _, ok := s.Body.List[len(s.Body.List)-1].(*ast.ReturnStmt); ok && failed(file, s.Cond) {
					return s
				}
			}
		}
	}
	return nil
}

// isVoid: the call has no result that says whether it succeeded.
func isVoid(file *rewrite.File, call *ast.CallExpr) bool {
	tv, ok := file.Info().Types[call]
	return ok && tv.IsVoid()
}

// failed: a condition that holds where an attempt has taken nothing: err != nil, or !ok.
func failed(file *rewrite.File, cond ast.Expr) bool {
	switch c := ast.Unparen(cond).(type) {
	case *ast.UnaryExpr:
		return c.Op == token.NOT
	case *ast.BinaryExpr:
		return c.Op == token.NEQ && file.Info().Types[c.Y].IsNil()
	}
	return false
}

// defersAfter: a call is deferred behind stmt, or anywhere when stmt is nil.
func defersAfter(body *ast.BlockStmt, stmt ast.Stmt) bool {
	found := false
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.DeferStmt:
			found = found || stmt == nil || n.Pos() > stmt.Pos()
		}
		return true
	})
	return found
}
