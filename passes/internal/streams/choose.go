package streams

import (
	"go/ast"
	"go/types"
	"maps"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/inflight-go/inflight/passes/internal/facts"
	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
	"github.com/inflight-go/inflight/passes/internal/sites"
)

// How far the functions around a read or write are followed.
const (
	callees = 1 // what it calls: who opens, who closes
	callers = 2 // who calls it: they decide what a parameter is
)

// choose picks the functions worth building: those with a read or write that a check may
// have something to say of, and around them those that decide where it goes. partial are
// those that a function left out mentions.
func choose(pass *analysis.Pass, table *sites.Table) (keep map[*ast.FuncDecl]bool, partial map[*types.Func]bool) {
	keep = map[*ast.FuncDecl]bool{}
	literals := false
	for _, file := range pass.Files {
		if table.Skipped(file) {
			continue
		}
		for _, d := range file.Decls {
			l := look{info: pass.TypesInfo, facts: table.Facts}
			if fd, ok := d.(*ast.FuncDecl); ok && fd.Body != nil {
				l.decl = fd
			}
			if !l.interesting(d) {
				continue
			}
			if l.decl != nil {
				keep[l.decl] = true
			} else {
				literals = true // it is built with the package
			}
		}
	}
	if len(keep) == 0 && !literals {
		return nil, nil
	}
	// Who uses the fields and variables that hold a stream: somebody may ask there whether
	// all went well.
	fields := map[*types.Var]bool{}
	users := map[*types.Var][]*ast.FuncDecl{}
	mentions := flow.NewMentions(pass, func(from *ast.FuncDecl, obj types.Object) {
		if v, ok := obj.(*types.Var); ok && (v.IsField() || v.Parent() == pass.Pkg.Scope()) && stream(v.Type()) {
			fields[v.Origin()] = fields[v.Origin()] || keep[from]
			users[v.Origin()] = append(users[v.Origin()], from)
		}
	})
	var holders []*ast.FuncDecl
	seeds := slices.Collect(maps.Keys(keep))
	for v, held := range fields {
		if !held {
			delete(fields, v)
			continue
		}
		for _, fd := range users[v] {
			keep[fd] = true
		}
	}
	mentions.Callers(keep, seeds, callers)
	mentions.Callees(keep, seeds, callees)
	mentions.Setters(pass.TypesInfo, keep, fields)
	for v := range fields {
		holders = append(holders, users[v]...)
	}
	mentions.Callees(keep, holders, 1) // who else a constructor hands the stream to
	return keep, mentions.Partial(keep)
}

// stream: what can be read from or written to, and what holds a body.
func stream(t types.Type) bool {
	return knowledge.HasMethods(t, "Write") || knowledge.HasMethods(t, "Read") || knowledge.HasMethods(t, "Encode") || isRequest(t)
}

// look is one look at the syntax of a declaration.
type look struct {
	info  *types.Info
	facts *facts.Facts
	decl  *ast.FuncDecl
}

// interesting: a call here is one that a check of streams may have something to say of.
func (l *look) interesting(d ast.Decl) bool {
	if l.decl != nil && l.implements() {
		return true
	}
	found := false
	var stack []ast.Node
	ast.Inspect(d, func(n ast.Node) bool {
		if n == nil {
			stack = stack[:len(stack)-1]
			return true
		}
		stack = append(stack, n)
		if call, ok := n.(*ast.CallExpr); ok && !found {
			if fn := flow.Called(l.info, call); fn != nil {
				found = l.candidate(call, fn, stack)
			}
		}
		return true
	})
	return found
}

func (l *look) candidate(call *ast.CallExpr, fn *types.Func, stack []ast.Node) bool {
	if _, ok := knowledge.RawOf(fn); ok || l.wholesIn(call, fn) {
		return true
	}
	if knowledge.ReadingOf(fn) {
		return fn.Name() == "Read" // its count matters, whatever is done with the error
	}
	row, ok := knowledge.WritingOf(fn)
	if !ok {
		_, helper := l.facts.Writes(fn)
		return (helper || finishes(fn) || sendsMessage(fn) || sendsSomething(fn)) && !checkedNext(l.info, call, stack)
	}
	if row.To >= 0 && row.To < len(call.Args) && l.harmless(call.Args[row.To]) {
		return false
	}
	if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok && row.To < 0 && l.harmless(sel.X) {
		return false
	}
	return !checkedNext(l.info, call, stack)
}

// harmless: by its type, or by its name in package os, a write to it is of no interest.
func (l *look) harmless(e ast.Expr) bool {
	if knowledge.IsTerminal(l.info, e) {
		return true
	}
	tv := l.info.Types[e]
	if tv.Type == nil {
		return true
	}
	switch knowledge.SinkOf(tv.Type) {
	case knowledge.Memory, knowledge.Datagram:
		return true
	}
	return false
}

// finishes: a method by which a writer that buffers tells of an earlier failure.
func finishes(fn *types.Func) bool {
	recv := fn.Signature().Recv()
	if recv == nil {
		return false
	}
	layer, ok := knowledge.LayerOf(recv.Type())
	for _, name := range layer.Finish {
		if name == fn.Name() {
			return ok
		}
	}
	return false
}

// sendsSomething: a method of an interface that is called Write or Send or begins so, is
// given something, and says by an error alone whether that worked. What is behind it cannot
// be seen.
func sendsSomething(fn *types.Func) bool {
	sig := fn.Signature()
	if sig.Recv() == nil || !types.IsInterface(sig.Recv().Type()) || sig.Params().Len() != 1 ||
		sig.Results().Len() != 1 || !knowledge.IsError(sig.Results().At(0).Type()) {
		return false
	}
	return strings.HasPrefix(fn.Name(), "Write") || strings.HasPrefix(fn.Name(), "Send")
}

// implements: the method is one that io.Writer asks for.
func (l *look) implements() bool {
	fn, ok := l.info.Defs[l.decl.Name].(*types.Func)
	if !ok || fn.Name() != "Write" {
		return false
	}
	_, ok = knowledge.WritingOf(fn)
	return ok
}

// checkedNext: the result of the call goes into a condition, a return or another call at
// once, or into a variable that the next statement looks at.
func checkedNext(info *types.Info, call *ast.CallExpr, stack []ast.Node) bool {
	if len(stack) < 2 {
		return false
	}
	switch parent := stack[len(stack)-2].(type) {
	case *ast.ExprStmt, *ast.GoStmt, *ast.DeferStmt:
		return false
	case *ast.AssignStmt:
		last, ok := ast.Unparen(parent.Lhs[len(parent.Lhs)-1]).(*ast.Ident)
		if !ok {
			return true // a field: somebody may look at it
		}
		if last.Name == "_" || len(stack) < 3 {
			return false
		}
		obj := info.ObjectOf(last)
		switch around := stack[len(stack)-3].(type) {
		case *ast.IfStmt:
			return around.Init == parent && mentions(info, around.Cond, obj)
		case *ast.BlockStmt:
			return nextLooks(info, around.List, parent, obj)
		case *ast.CaseClause:
			return nextLooks(info, around.Body, parent, obj)
		case *ast.CommClause:
			return nextLooks(info, around.Body, parent, obj)
		}
		return false
	}
	return true
}

func nextLooks(info *types.Info, list []ast.Stmt, stmt ast.Stmt, obj types.Object) bool {
	for i, s := range list {
		if s != stmt || i+1 == len(list) {
			continue
		}
		switch next := list[i+1].(type) {
		case *ast.IfStmt:
			return next.Init == nil && mentions(info, next.Cond, obj)
		case *ast.ReturnStmt:
			return mentions(info, next, obj)
		}
	}
	return false
}

func mentions(info *types.Info, n ast.Node, obj types.Object) bool {
	found := false
	ast.Inspect(n, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && info.Uses[id] == obj {
			found = true
		}
		return !found
	})
	return found
}

// sendsMessage: a method that an interface has for messages to a peer: one that says by an
// error alone whether it worked, beside those of a stream of gRPC.
func sendsMessage(fn *types.Func) bool {
	recv := fn.Signature().Recv()
	if recv == nil || !types.IsInterface(recv.Type()) || fn.Name() != "Send" {
		return false
	}
	return knowledge.HasMethods(recv.Type(), "SendMsg", "RecvMsg", "Context")
}
