package streams

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
)

// A Whole is a call that reads all of a stream into memory.
type Whole struct {
	Call ssa.CallInstruction
	Node *ast.CallExpr
	Fn   *types.Func
	// Index is the argument that is read; -1 when it is a request that the receiver holds.
	Index int
	// File: the argument is the name of a file.
	File bool
	// Helper: the function reads it all, or has it read, and does something with it.
	Helper bool
	// From is what is read: a reader, the name of a file, or what holds the request.
	From ssa.Value
	// Holds: From is, or has in it, the request whose body is read.
	Holds bool
}

// Wholes returns the calls that read all of a stream into memory, in source order.
func (t *Table) Wholes() []*Whole {
	var out []*Whole
	t.Calls(func(call ssa.CallInstruction, fn *types.Func, node *ast.CallExpr) {
		args := flow.Args(call.Common())
		add := func(w Whole) {
			w.Call, w.Node, w.Fn = call, node, fn
			if w.Index >= 0 && w.Index < len(args) {
				w.From = args[w.Index]
			} else {
				w.From = flow.Receiver(call.Common())
			}
			if w.From != nil {
				out = append(out, &w)
			}
		}
		if row, ok := knowledge.WholeOf(fn); ok {
			if !row.Buffer || len(node.Args) > 0 && knowledge.Buffers(t.P.Info.TypeOf(node.Args[0])) {
				add(Whole{Index: row.From, File: row.File, Holds: row.From < 0})
			}
			return
		}
		readers, requests := t.Facts.Drains(fn)
		for _, i := range readers {
			add(Whole{Index: i, Helper: true})
		}
		if fn.Pkg() == t.P.Pkg {
			requests = nil // the read itself is in sight, and so is who calls
		}
		for _, i := range requests {
			add(Whole{Index: i, Helper: true, Holds: true})
		}
	})
	return out
}

// Otherwise reports whether the function that reads all reads only a part of the same in
// another place: then whoever wants no limit has asked for it.
func (t *Table) Otherwise(w *Whole) bool {
	syntax := w.Call.Parent().Syntax()
	if syntax == nil || w.Index < 0 || w.Index >= len(w.Node.Args) {
		return false
	}
	found := false
	ast.Inspect(syntax, func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok && call != w.Node {
			i, ok := knowledge.PartOf(flow.Called(t.P.Info, call))
			found = found || ok && i < len(call.Args) && t.sameExpr(call.Args[i], w.Node.Args[w.Index])
		}
		return !found
	})
	return found
}

// sameExpr: both name the same variable, or field of one.
func (t *Table) sameExpr(a, b ast.Expr) bool {
	switch a := ast.Unparen(a).(type) {
	case *ast.Ident:
		b, ok := ast.Unparen(b).(*ast.Ident)
		return ok && t.P.Info.Uses[a] != nil && t.P.Info.Uses[a] == t.P.Info.Uses[b]
	case *ast.SelectorExpr:
		b, ok := ast.Unparen(b).(*ast.SelectorExpr)
		return ok && t.P.Info.Uses[a.Sel] == t.P.Info.Uses[b.Sel] && t.sameExpr(a.X, b.X)
	}
	return false
}

// wholesIn: a call reads all of a stream into memory.
func (l *look) wholesIn(call *ast.CallExpr, fn *types.Func) bool {
	if row, ok := knowledge.WholeOf(fn); ok {
		return !row.Buffer || len(call.Args) > 0 && knowledge.Buffers(l.info.TypeOf(call.Args[0]))
	}
	readers, requests := l.facts.Drains(fn)
	return len(readers)+len(requests) > 0
}

// A Use says what becomes of what was read.
type Use uint8

const (
	// Needed: it is used in a way that needs all of it, or in several ways.
	Needed Use = iota
	// Unused: nobody looks at it.
	Unused
	// Written: it is written to somewhere once, and that is all.
	Written
	// Decoded: it is decoded as JSON once, and that is all.
	Decoded
)

// Use returns what becomes of the bytes, and the call to which they go.
func (w *Whole) Use() (Use, *ssa.Call) {
	if w.Helper || !knowledge.ReadsAll(w.Fn) {
		return Needed, nil
	}
	call, ok := w.Call.(*ssa.Call)
	if !ok {
		return Unused, nil // go or defer
	}
	var bytes ssa.Value
	for _, ref := range *call.Referrers() {
		x, ok := ref.(*ssa.Extract)
		if !ok {
			return Needed, nil // returned as it is
		}
		if x.Index == 0 {
			bytes = x
		}
	}
	use := onlyUse(bytes)
	switch {
	case bytes == nil || len(*bytes.Referrers()) == 0:
		return Unused, nil
	case use == nil:
		return Needed, nil
	}
	switch args := flow.Args(&use.Call); {
	case writes(use, bytes):
		return Written, use
	case isFunc(flow.Callee(&use.Call), "encoding/json", "Unmarshal") && len(args) > 0 && args[0] == bytes:
		return Decoded, use
	}
	return Needed, nil
}

// onlyUse returns the call that is all that is done with v, nil if there is none.
func onlyUse(v ssa.Value) *ssa.Call {
	if v == nil || v.Referrers() == nil {
		return nil
	}
	var use *ssa.Call
	for _, ref := range *v.Referrers() {
		call, ok := ref.(*ssa.Call)
		if !ok || use != nil {
			return nil
		}
		use = call
	}
	return use
}

// writes: the call writes exactly these bytes.
func writes(call *ssa.Call, bytes ssa.Value) bool {
	callee, args := flow.Callee(&call.Call), flow.Args(&call.Call)
	row, ok := knowledge.WritingOf(callee)
	switch {
	case !ok:
		return false
	case row.Creates:
		return len(args) > 1 && args[1] == bytes
	}
	return row.To < 0 && len(args) == 1 && args[0] == bytes && callee.Name() == "Write" && callee.Pkg().Path() != "encoding/csv"
}

func isFunc(fn *types.Func, path, name string) bool {
	return fn != nil && fn.Pkg() != nil && fn.Name() == name && knowledge.PackagePath(fn.Pkg()) == path
}
