package copyloop

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/check"
	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
	"github.com/inflight-go/inflight/passes/internal/rewrite"
	"github.com/inflight-go/inflight/passes/internal/streams"
)

// A plan is how io.CopyBuffer takes the place of a loop.
type plan struct {
	// same: errors of reads and writes go the same way.
	same bool
	fix  *analysis.SuggestedFix
	why  string
}

func (p plan) fixes() ([]analysis.SuggestedFix, string) {
	if p.fix == nil {
		return nil, p.why
	}
	return []analysis.SuggestedFix{*p.fix}, ""
}

// planOf makes the plan for the loop around a read.
func planOf(r *check.StreamReporter, read *streams.Read) plan {
	c := read.Copy()
	if c == nil {
		return plan{why: "the loop does more than to copy"}
	}
	file, ok := r.Fixer().FileAt(c.Loop.Pos())
	if !ok {
		return plan{why: "a generated file"}
	}
	if r.Streams.GoesRound(flow.Receiver(&c.Write.Call), "Write", "ReadFrom") || r.Streams.GoesRound(flow.Receiver(&read.Call.Call), "Read", "WriteTo") {
		return plan{why: "io.Copy would go round the method that the type has of its own"}
	}
	if framed(r, flow.Receiver(&c.Write.Call)) {
		return plan{why: "each write may be a message of its own"}
	}
	l := loop{Copy: c, file: file, write: r.Streams.Call(c.Write)}
	if !l.names() {
		return plan{why: "the results of the read or write have no names of their own"}
	}
	body, ok := l.onError()
	if !ok {
		return plan{why: "errors of the read and of the write are handled in two ways"}
	}
	p := plan{same: true}
	p.fix, p.why = l.fix(body)
	return p
}

// framed: each write to dst may count as a whole: io.Copy may cut what it copies in another way.
func framed(r *check.StreamReporter, dst ssa.Value) bool {
	if knowledge.SinkOf(dst.Type()) == knowledge.NoSink && !types.IsInterface(dst.Type()) {
		_, layer := knowledge.LayerOf(dst.Type())
		return !layer // a type of the program's own
	}
	return slices.ContainsFunc(r.Streams.Sinks(dst), func(s streams.Sink) bool {
		return s.Kind == knowledge.Datagram || knowledge.IsNamed(s.End.Type(), "net", "Conn")
	})
}

// A loop is a copy with its text.
type loop struct {
	*streams.Copy
	file  *rewrite.File
	write *ast.CallExpr
	// readErr and writeErr are the variables of the two errors.
	readErr, writeErr types.Object
}

// names finds the variables, which the loop must declare.
func (l *loop) names() bool {
	l.readErr = l.errorOf(l.Read.Node)
	l.writeErr = l.errorOf(l.write)
	return l.readErr != nil && l.writeErr != nil
}

func (l *loop) errorOf(call *ast.CallExpr) types.Object {
	if call == nil {
		return nil
	}
	for _, n := range l.file.Path(call.Lparen) {
		assign, ok := n.(*ast.AssignStmt)
		if !ok {
			continue
		}
		if len(assign.Lhs) != 2 || len(assign.Rhs) != 1 || ast.Unparen(assign.Rhs[0]) != ast.Expr(call) {
			return nil
		}
		id, ok := assign.Lhs[1].(*ast.Ident)
		if !ok {
			return nil
		}
		if obj := l.file.Info().ObjectOf(id); obj != nil && l.inside(obj) {
			return obj
		}
		return nil
	}
	return nil
}

// inside: an object is declared in the loop.
func (l *loop) inside(obj types.Object) bool {
	return l.Loop.Pos() <= obj.Pos() && obj.Pos() < l.Loop.End()
}

// onError returns what is done with an error, in the name of that of the read.
func (l *loop) onError() (string, bool) {
	read, ok := l.around(l.ReadFails.Pos())
	if !ok || !l.onlyUses(read, l.readErr) {
		return "", false
	}
	write, ok := l.around(l.WriteFails.Pos())
	if !ok || !l.onlyUses(write, l.writeErr) {
		return "", false
	}
	text := l.file.Text(read)
	return text, text == l.renamed(write)
}

// around returns the return at pos, before which its block does nothing.
func (l *loop) around(pos token.Pos) (*ast.ReturnStmt, bool) {
	for _, n := range l.file.Path(pos) {
		ret, ok := n.(*ast.ReturnStmt)
		if !ok {
			continue
		}
		places := l.file.Enclosing(ret)
		if len(places) == 0 {
			return nil, false
		}
		if places[0].Block == ast.Node(l.Loop.Body) {
			return ret, true // what stands before it runs in the loop, which only copies
		}
		for _, stmt := range places[0].List {
			if stmt != ast.Stmt(ret) && !leaves(stmt) {
				return nil, false
			}
		}
		return ret, true
	}
	return nil, false
}

// leaves: a statement that, if something holds, leaves the loop.
func leaves(stmt ast.Stmt) bool {
	test, ok := stmt.(*ast.IfStmt)
	if !ok || test.Init != nil || test.Else != nil || len(test.Body.List) != 1 {
		return false
	}
	switch test.Body.List[0].(type) {
	case *ast.BranchStmt, *ast.ReturnStmt:
		return true
	}
	return false
}

// onlyUses: of what the loop declares, nothing but obj is used in n.
func (l *loop) onlyUses(n ast.Node, obj types.Object) bool {
	only := true
	ast.Inspect(n, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			if used := l.file.Info().Uses[id]; used != nil && used != obj && l.inside(used) {
				only = false
			}
		}
		return true
	})
	return only
}

// renamed is the text of a return after a failed write, with the name of the other error.
func (l *loop) renamed(ret *ast.ReturnStmt) string {
	var b strings.Builder
	at := ret.Pos()
	ast.Inspect(ret, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && l.file.Info().Uses[id] == l.writeErr {
			b.WriteString(l.file.TextBetween(at, id.Pos()))
			b.WriteString(l.readErr.Name())
			at = id.End()
		}
		return true
	})
	b.WriteString(l.file.TextBetween(at, ret.End()))
	return b.String()
}

// fix makes the edits.
func (l *loop) fix(onError string) (fix *analysis.SuggestedFix, why string) {
	places := l.file.Enclosing(l.Loop)
	if len(places) == 0 || places[0].Stmt != ast.Stmt(l.Loop) {
		return nil, "the loop has a label"
	}
	comment, ok := l.comment()
	if !ok {
		return nil, "a comment in the loop"
	}
	if strings.Contains(onError, "\n") {
		return nil, "the error is returned on several lines"
	}
	read, ok := ast.Unparen(l.Read.Node.Fun).(*ast.SelectorExpr)
	write, also := ast.Unparen(l.write.Fun).(*ast.SelectorExpr)
	info := l.file.Info()
	if !ok || !also || !check.Implements(info.TypeOf(read.X), "Read") || !check.Implements(info.TypeOf(write.X), "Write") {
		return nil, "the reader or writer has to be passed by its address"
	}
	end := ""
	if l.End != nil {
		ret, ok := l.around(l.End.Pos())
		if !ok || !l.onlyUses(ret, nil) {
			return nil, "what is returned at the end is known in the loop alone"
		}
		end = l.file.Text(ret)
	}
	if l.shadowed(read.X, write.X, l.Read.Node.Args[0]) {
		return nil, "the loop declares what it copies"
	}
	if why := l.kept(read.X, write.X, l.Read.Node.Args[0]); why != "" {
		return nil, why
	}
	qualifier, edits, ok := l.file.Qualifier("io", "CopyBuffer", l.Loop.Pos())
	if !ok {
		return nil, "package io cannot be imported here"
	}
	indent := l.file.Newline() + l.file.Indent(l.Loop.Pos())
	name := l.readErr.Name()
	text := fmt.Sprintf("if _, %s := %sCopyBuffer(%s, %s, %s); %s != nil {%s%s\t%s%s}", name, qualifier,
		l.file.Text(write.X), l.file.Text(read.X), l.file.Text(l.Read.Node.Args[0]), name, comment, indent, onError, indent)
	if end != "" {
		text += indent + end
	}
	edits = append(edits, l.file.Replace(l.Loop, text))
	made := check.Fix("Copy with io.CopyBuffer", edits)
	return &made, ""
}

// comment returns the comment that ends the first line of the loop. It fails when there are
// others, which are about what goes.
func (l *loop) comment() (string, bool) {
	open := l.Loop.Body.Lbrace + 1
	line, _, _ := strings.Cut(l.file.TextBetween(open, l.Loop.End()), "\n")
	end := open + token.Pos(len(line))
	if l.file.Comments(l.Loop.Pos(), open) || l.file.Comments(end, l.Loop.End()) {
		return "", false
	}
	if !l.file.Comments(open, end) {
		return "", true
	}
	before, text, ok := strings.Cut(line, "//")
	return " //" + strings.TrimRight(text, "\r"), ok && !strings.ContainsAny(before, "\"`/")
}

// kept says what of the loop something else still needs: empty when nothing does.
func (l *loop) kept(src, dst, buf ast.Expr) string {
	info := l.file.Info()
	jumps := false
	inLoop := map[types.Object]bool{}
	ast.Inspect(l.Loop, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BranchStmt:
			jumps = jumps || n.Label != nil || n.Tok == token.GOTO
		case *ast.Ident:
			if v, ok := info.Uses[n].(*types.Var); ok && !v.IsField() && !l.inside(v) {
				inLoop[v] = true
			}
		}
		return true
	})
	if l.importsTwice("io") {
		return "one of two imports of package io would no longer be used"
	}
	if !l.file.Builtin("nil", l.Loop.Pos()) {
		return "nil means something else here"
	}
	if jumps {
		return "the loop is left for somewhere else"
	}
	for _, e := range [...]ast.Expr{src, dst} {
		id, ok := ast.Unparen(e).(*ast.Ident)
		if obj := info.Uses[id]; !ok || obj == nil || obj.Parent() == obj.Pkg().Scope() {
			return "what is read from, or written to, may change while it runs"
		}
	}
	uses := map[types.Object]bool{}
	for id, obj := range info.Uses {
		if l.Loop.Pos() <= id.Pos() && id.Pos() < l.Loop.End() {
			continue
		}
		uses[obj] = true
	}
	stays := map[types.Object]bool{}
	for _, e := range [...]ast.Expr{src, dst, buf} {
		ast.Inspect(e, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok {
				stays[info.Uses[id]] = true
			}
			return true
		})
	}
	for obj := range inLoop {
		if !uses[obj] && !stays[obj] && obj.Parent() != obj.Pkg().Scope() && !isParam(obj) {
			return obj.Name() + " would no longer be used"
		}
	}
	found := ""
	ast.Inspect(buf, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && uses[info.Uses[id]] {
			found = "the buffer is looked at elsewhere too"
		}
		return true
	})
	return found
}

// importsTwice: the file has two names for a package, of which one may be the loop's alone.
func (l *loop) importsTwice(path string) bool {
	names := 0
	for _, n := range l.file.Path(l.Loop.Pos()) {
		if file, ok := n.(*ast.File); ok {
			for _, spec := range file.Imports {
				if spec.Path.Value == strconv.Quote(path) {
					names++
				}
			}
		}
	}
	return names > 1
}

// isParam: a parameter or result, which need not be used.
func isParam(obj types.Object) bool {
	fn, ok := obj.(*types.Var)
	return ok && (fn.Kind() == types.ParamVar || fn.Kind() == types.ResultVar || fn.Kind() == types.RecvVar)
}

// shadowed: an expression uses what the loop declares.
func (l *loop) shadowed(exprs ...ast.Expr) bool {
	for _, e := range exprs {
		if !l.onlyUses(e, nil) {
			return true
		}
	}
	return false
}
