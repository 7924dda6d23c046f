package shortwrite

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/inflight-go/inflight/passes/internal/check"
	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
	"github.com/inflight-go/inflight/passes/internal/rewrite"
	"github.com/inflight-go/inflight/passes/internal/streams"
)

// fixes makes the fix of a cluster: each of its writes hands its error on. why says what
// keeps that from being offered.
func fixes(r *check.StreamReporter, c *cluster) (out []analysis.SuggestedFix, why string) {
	file, ok := r.Fixer().FileAt(c.writes[0].Node.Pos())
	if !ok {
		return nil, "a generated file"
	}
	f := &fixer{file: file, streams: r.Streams}
	if c.pipes() {
		return nil, "a reader that stops early may mean it"
	}
	if c.layer != nil && c.closes() > 1 {
		return nil, "the layer is closed more than once"
	}
	var edits []analysis.TextEdit
	for _, w := range c.writes {
		if c.layer != nil && w.Kind != streams.Finish {
			continue // asked at the end
		}
		more, why := f.handOn(w)
		if why != "" {
			return nil, why
		}
		edits = append(edits, more...)
	}
	if len(edits) == 0 {
		return nil, "where to ask is for a person to decide"
	}
	return []analysis.SuggestedFix{check.Fix("Look at the error of "+check.Short(c.writes[0].Node.Fun), edits)}, ""
}

// pipes: what is written ends in another goroutine or in a child.
func (c *cluster) pipes() bool {
	for _, w := range c.writes {
		for _, s := range w.Sinks {
			if s.Kind == knowledge.Connection && s.End != nil && !knowledge.HasMethods(s.End.Type(), "RemoteAddr") && !w.Row.Message {
				return true
			}
		}
	}
	return false
}

// closes counts the calls of Close.
func (c *cluster) closes() int {
	n := 0
	for _, w := range c.writes {
		if w.Kind == streams.Finish && w.Fn.Name() == "Close" {
			n++
		}
	}
	return n
}

type fixer struct {
	file    *rewrite.File
	streams *streams.Table
}

// handOn makes the edits by which the function returns, or collects, the error of a write.
func (f *fixer) handOn(w *streams.Write) (edits []analysis.TextEdit, why string) {
	places := f.file.Enclosing(w.Node)
	if len(places) == 0 {
		return nil, "the write is not a statement"
	}
	if w.Fn.FullName() == "encoding/binary.Write" {
		if _, number := f.file.Info().TypeOf(w.Node.Args[2]).Underlying().(*types.Basic); !number {
			return nil, "its error may be about the value alone"
		}
	}
	if why := meansMore(w); why != "" {
		return nil, why
	}
	stmt := places[0].Stmt
	if !f.file.Builtin("nil", stmt.Pos()) {
		return nil, "nil means something else here"
	}
	if f.file.Comments(stmt.Pos(), stmt.End()) {
		return nil, "a comment in the statement"
	}
	switch s := stmt.(type) {
	case *ast.ExprStmt:
		if s.X != w.Node {
			return nil, "the write is not a statement"
		}
	case *ast.AssignStmt:
		if len(s.Rhs) != 1 || s.Rhs[0] != w.Node {
			return nil, "the write is not a statement"
		}
		if name := held(s); name != "" {
			return f.lookAt(w, places[0], name)
		}
		if !blank(s) {
			return nil, "its count is used before its error is known"
		}
	default:
		return nil, "the write is not a statement"
	}
	if f.cleansUp(places[0].Func) {
		return nil, "a defer looks at another variable of the function"
	}
	if literal(w.Node.Fun) {
		return nil, "a literal in the call needs brackets there"
	}
	err := f.file.Fresh("err", stmt.Pos(), 0)
	if f.onlyBuiltIn("err", stmt.Pos()) {
		err = "err" // the inner one, for as long as the condition
	}
	do, why := f.exit(w, places[0], err)
	if why != "" {
		return nil, why
	}
	lhs := err
	if n := w.Fn.Signature().Results().Len(); n > 1 {
		lhs = strings.Repeat("_, ", n-1) + err
	}
	indent, nl := f.file.Indent(stmt.Pos()), f.file.Newline()
	text := "if " + lhs + " := " + f.file.Text(w.Node) + "; " + err + " != nil {" + nl
	for _, line := range do {
		text += indent + "\t" + line + nl
	}
	return []analysis.TextEdit{f.file.Replace(stmt, text+indent+"}")}, ""
}

// meansMore says what else than a failed write the error of a call can mean, so that to
// return it may be wrong. It is empty when there is nothing.
func meansMore(w *streams.Write) string {
	if w.Row.Creates && w.Loop != nil {
		return "each turn writes a file of its own, and the others may matter without it"
	}
	switch w.Fn.Name() {
	case "CopyN":
		return "its error may only say that there was no more to copy"
	case "Copy", "CopyBuffer":
		if w.Loop != nil {
			return "its error may be that of one source alone"
		}
	case "Encode", "Execute", "ExecuteTemplate", "WriteAll":
		if w.Kind == streams.Plain {
			return "its error may be about one value alone"
		}
	}
	if w.Row.Message && (knowledge.HasMethods(w.To.Type(), "CloseSend") || knowledge.HasMethods(w.To.Type(), "CloseAndRecv")) {
		return "what went wrong is told by the next receive"
	}
	return ""
}

// cleansUp: a deferred literal looks at an error that the function holds in a variable of
// its own, which is no result: a return would go past it.
func (f *fixer) cleansUp(fn ast.Node) bool {
	info := f.file.Info()
	found := false
	ast.Inspect(fn, func(n ast.Node) bool {
		d, ok := n.(*ast.DeferStmt)
		if !ok {
			return !found
		}
		lit, ok := d.Call.Fun.(*ast.FuncLit)
		if !ok {
			return false
		}
		ast.Inspect(lit.Body, func(n ast.Node) bool {
			id, ok := n.(*ast.Ident)
			if !ok {
				return true
			}
			v, ok := info.Uses[id].(*types.Var)
			if ok && knowledge.IsError(v.Type()) && v.Kind() == types.LocalVar && (v.Pos() < lit.Pos() || lit.End() < v.Pos()) {
				found = true
			}
			return true
		})
		return false
	})
	return found
}

// literal: a composite literal stands in an expression, which the parser takes for the body
// of a condition.
func literal(e ast.Expr) bool {
	found := false
	ast.Inspect(e, func(n ast.Node) bool {
		if _, ok := n.(*ast.CompositeLit); ok {
			found = true
		}
		return !found
	})
	return found
}

// onlyBuiltIn: a variable of that name may be declared in a condition, because what it
// hides is an error too, or nothing.
func (f *fixer) onlyBuiltIn(name string, pos token.Pos) bool {
	obj := f.file.Lookup(name, pos)
	if obj == nil {
		return true
	}
	v, ok := obj.(*types.Var)
	return ok && knowledge.IsError(v.Type())
}

// held is the name of the variable that an assignment puts the error in.
func held(s *ast.AssignStmt) string {
	id, ok := s.Lhs[len(s.Lhs)-1].(*ast.Ident)
	if !ok || id.Name == "_" {
		return ""
	}
	return id.Name
}

func blank(s *ast.AssignStmt) bool {
	for _, lhs := range s.Lhs {
		if id, ok := lhs.(*ast.Ident); !ok || id.Name != "_" {
			return false
		}
	}
	return true
}

// lookAt adds a look at the variable that holds the error.
func (f *fixer) lookAt(w *streams.Write, at rewrite.Place, name string) ([]analysis.TextEdit, string) {
	do, why := f.leave(w, at, name)
	if why != "" {
		return nil, why
	}
	lines := []string{"if " + name + " != nil {"}
	for _, line := range do {
		lines = append(lines, "\t"+line)
	}
	edit, ok := f.file.Append(at.Stmt, append(lines, "}")...)
	if !ok {
		return nil, "another statement on the line"
	}
	return []analysis.TextEdit{edit}, ""
}

// leave is what is done with an error that is looked at after the loop: the loop ends, so
// that the look sees this one. Where nothing comes after the loop, the function returns.
func (f *fixer) leave(w *streams.Write, at rewrite.Place, name string) (lines []string, why string) {
	if w.Fate != streams.Last {
		return f.exit(w, at, name)
	}
	if !f.breaks(w) {
		return nil, "a break would leave something else than the loop"
	}
	places := f.file.Enclosing(w.Loop.Stmt)
	if len(places) == 0 {
		return nil, "the loop has a label"
	}
	if places[0].After() == nil {
		return f.exit(w, at, name)
	}
	return []string{"break"}, f.streams.LeavesLoop(w.Call, w.Loop)
}

// breaks: a break where w stands leaves the loop around it, and a continue goes on with it.
func (f *fixer) breaks(w *streams.Write) bool {
	if w.Loop == nil || w.Loop.Stmt == nil {
		return false
	}
	for _, n := range f.file.Path(w.Node.Pos()) {
		switch n := n.(type) {
		case *ast.ForStmt, *ast.RangeStmt:
			return n == w.Loop.Stmt
		case *ast.SwitchStmt, *ast.TypeSwitchStmt, *ast.SelectStmt, *ast.FuncLit:
			return false
		}
	}
	return false
}

// exit is what is done with the error err: the loop collects it as it does with others, or
// the function returns it.
func (f *fixer) exit(w *streams.Write, at rewrite.Place, err string) (lines []string, why string) {
	if do := f.collects(w, at, err); do != nil {
		return do, f.streams.LeavesTurn(w.Call, w.Loop)
	}
	results := resultsOf(f.file.Info(), at.Func)
	if results == nil || results.Len() == 0 || !knowledge.IsError(results.At(results.Len()-1).Type()) {
		return nil, "the function returns no error"
	}
	if obstacle := f.streams.LeavesWork(w.Call); obstacle != "" {
		return nil, obstacle
	}
	ret := "return "
	for i := range results.Len() - 1 {
		if v := results.At(i); v.Name() != "" && v.Name() != "_" {
			if f.file.Lookup(v.Name(), w.Node.Pos()) != v {
				return nil, "another name hides a result"
			}
			ret += v.Name() + ", " // what it has come to
			continue
		}
		zero, ok := f.zero(results.At(i).Type(), w.Node.Pos())
		if !ok {
			return nil, "another result has no zero value to write"
		}
		ret += zero + ", "
	}
	wrapped, ok := f.wrap(w, at.Func, err)
	if !ok {
		return nil, "how the function wraps its errors cannot be written here"
	}
	return []string{ret + wrapped}, ""
}

func resultsOf(info *types.Info, fn ast.Node) *types.Tuple {
	switch fn := fn.(type) {
	case *ast.FuncDecl:
		if obj, ok := info.Defs[fn.Name].(*types.Func); ok {
			return obj.Signature().Results()
		}
	case *ast.FuncLit:
		if sig, ok := info.TypeOf(fn).(*types.Signature); ok {
			return sig.Results()
		}
	}
	return nil
}

// zero is how the zero value of a type is written.
func (f *fixer) zero(t types.Type, pos token.Pos) (string, bool) {
	switch u := t.Underlying().(type) {
	case *types.Basic:
		switch info := u.Info(); {
		case info&types.IsNumeric != 0:
			return "0", true
		case info&types.IsString != 0:
			return `""`, true
		case info&types.IsBoolean != 0:
			return "false", f.file.Builtin("false", pos)
		}
		return "nil", u.Kind() == types.UnsafePointer && f.file.Builtin("nil", pos)
	case *types.Pointer, *types.Slice, *types.Map, *types.Chan, *types.Signature:
		return "nil", f.file.Builtin("nil", pos)
	case *types.Interface:
		_, isParam := types.Unalias(t).(*types.TypeParam)
		return "nil", !isParam && f.file.Builtin("nil", pos)
	case *types.Struct, *types.Array:
		text, ok := f.file.TypeText(t, pos)
		return text + "{}", ok
	}
	return "", false
}

// wrap is the error as the function returns its others: wrapped when all of them are.
func (f *fixer) wrap(w *streams.Write, fn ast.Node, err string) (string, bool) {
	wraps, plain, made := 0, 0, 0
	var body *ast.BlockStmt
	switch fn := fn.(type) {
	case *ast.FuncDecl:
		body = fn.Body
	case *ast.FuncLit:
		body = fn.Body
	}
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.ReturnStmt:
			if len(n.Results) == 0 {
				return true
			}
			switch last := ast.Unparen(n.Results[len(n.Results)-1]).(type) {
			case *ast.CallExpr:
				if wrapping(f.file.Info(), last) {
					wraps++
				} else if fn := flow.Called(f.file.Info(), last); fn == nil || fn.FullName() != "errors.New" && fn.FullName() != "fmt.Errorf" {
					made++
				}
			case *ast.UnaryExpr, *ast.CompositeLit:
				made++
			case *ast.Ident:
				if last.Name != "nil" {
					plain++
				}
			}
		}
		return true
	})
	if wraps == 0 || plain > 0 {
		return err, plain > 0 || made == 0 // it may make errors of a type of its own
	}
	name, edits, ok := f.file.Qualifier("fmt", "Errorf", w.Node.Pos())
	return name + `Errorf("write: %w", ` + err + ")", ok && len(edits) == 0
}

// wrapping: a call of fmt.Errorf that keeps the error that it is given.
func wrapping(info *types.Info, call *ast.CallExpr) bool {
	fn := flow.Called(info, call)
	if fn == nil || fn.FullName() != "fmt.Errorf" || len(call.Args) == 0 {
		return false
	}
	lit, ok := ast.Unparen(call.Args[0]).(*ast.BasicLit)
	return ok && strings.Contains(lit.Value, "%w")
}

// collects is what the loop around the write does with its other errors, when it puts them
// together and goes on with the next turn.
func (f *fixer) collects(w *streams.Write, at rewrite.Place, err string) []string {
	if !f.breaks(w) {
		return nil
	}
	var found []string
	ast.Inspect(w.Loop.Stmt, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.IfStmt:
			if do := f.collecting(n, err, w.Node.Pos()); do != nil && found == nil {
				found = do
			}
		}
		return true
	})
	return found
}

// collecting: `if err != nil { errs = append(errs, err); continue }` and the like.
func (f *fixer) collecting(s *ast.IfStmt, err string, pos token.Pos) []string {
	if len(s.Body.List) != 2 || s.Else != nil {
		return nil
	}
	next, ok := s.Body.List[1].(*ast.BranchStmt)
	if !ok || next.Tok != token.CONTINUE || next.Label != nil {
		return nil
	}
	assign, ok := s.Body.List[0].(*ast.AssignStmt)
	if !ok || assign.Tok != token.ASSIGN || len(assign.Lhs) != 1 || len(assign.Rhs) != 1 {
		return nil
	}
	all, ok := assign.Lhs[0].(*ast.Ident)
	call, isCall := ast.Unparen(assign.Rhs[0]).(*ast.CallExpr)
	if !ok || !isCall || len(call.Args) != 2 || call.Ellipsis.IsValid() {
		return nil
	}
	first, ok := call.Args[0].(*ast.Ident)
	info := f.file.Info()
	if !ok || info.Uses[first] != info.Uses[all] || f.file.Lookup(all.Name, pos) != info.Uses[all] || all.Name == err {
		return nil
	}
	if !knowledge.IsError(info.TypeOf(call.Args[1])) {
		return nil
	}
	if id, ok := call.Fun.(*ast.Ident); ok && id.Name == "append" && info.Uses[id] == types.Universe.Lookup("append") && f.file.Builtin("append", pos) {
		return []string{all.Name + " = append(" + all.Name + ", " + err + ")", "continue"}
	}
	if fn := flow.Called(info, call); fn != nil && fn.FullName() == "errors.Join" && f.sameName(call.Fun, pos) {
		return []string{all.Name + " = " + f.file.Text(call.Fun) + "(" + all.Name + ", " + err + ")", "continue"}
	}
	return nil
}

// sameName: what an expression begins with means the same at pos.
func (f *fixer) sameName(e ast.Expr, pos token.Pos) bool {
	if sel, ok := e.(*ast.SelectorExpr); ok {
		e = sel.X
	}
	id, ok := e.(*ast.Ident)
	return ok && f.file.Lookup(id.Name, pos) == f.file.Info().Uses[id]
}
