package streams

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
)

// toldOf lists the layers of which somebody asks whether all went well: the error of a
// method that finishes them is looked at, or that of a write to one that does not buffer.
func (t *Table) toldOf() map[ssa.Value]bool {
	told := map[ssa.Value]bool{}
	t.Calls(func(call ssa.CallInstruction, fn *types.Func, node *ast.CallExpr) {
		w := t.writing(call, fn, node)
		if w == nil || w.To == nil || t.FateOf(call) != Looked {
			return
		}
		for _, s := range w.Sinks {
			for i, l := range s.Layers {
				// What a layer says of those under it is as good as what they say.
				if i == 0 && (w.Kind == Finish || !l.Buffers) || i > 0 && told[s.Layers[i-1].Writer] && s.Layers[i-1].Sticky {
					told[l.Writer] = true
				}
			}
		}
	})
	return told
}

// told: each layer over a sink that keeps its first error is asked for it, or may be by
// somebody out of sight.
func (t *Table) told(w *Write, asked map[ssa.Value]bool) bool {
	for _, s := range w.Sinks {
		if s.Kind == knowledge.Memory || s.Kind == knowledge.Discard {
			continue
		}
		one := false
		for _, l := range s.Layers {
			if l.Sticky && (asked[l.Writer] || t.escapes(l.Writer)) {
				one = true
			}
		}
		if !one {
			return false
		}
	}
	return len(w.Sinks) > 0
}

// escapes: a layer is where other code than that in sight may finish it.
func (t *Table) escapes(v ssa.Value) bool {
	call, made := callOf(v)
	if !made {
		return true // whoever made it may finish it
	}
	if _, ok := knowledge.MakerOf(flow.Callee(&call.Call)); !ok {
		return true
	}
	e := &escape{t: t, seen: map[ssa.Value]bool{}}
	return e.from(v)
}

type escape struct {
	t    *Table
	seen map[ssa.Value]bool
}

func (e *escape) from(v ssa.Value) bool {
	if e.seen[v] || v.Referrers() == nil {
		return false
	}
	e.seen[v] = true
	for _, ref := range *v.Referrers() {
		if e.through(ref, v) {
			return true
		}
	}
	return false
}

// through: v gets out of sight by one of its uses.
func (e *escape) through(ref ssa.Instruction, v ssa.Value) bool {
	switch ref := ref.(type) {
	case *ssa.Phi:
		return e.from(ref)
	case *ssa.MakeInterface:
		return e.from(ref)
	case *ssa.ChangeInterface:
		return e.from(ref)
	case *ssa.Extract:
		return e.from(ref)
	case *ssa.UnOp:
		return e.from(ref)
	case *ssa.BinOp, *ssa.If, *ssa.DebugRef:
		return false
	case *ssa.FieldAddr:
		return false // csv.Writer.Comma and the like
	case *ssa.Store:
		if ref.Val != v {
			return false
		}
		switch addr := ref.Addr.(type) {
		case *ssa.Alloc:
			return e.from(addr)
		case *ssa.FieldAddr:
			// All that use a field of this package by name are in sight.
			f := flow.FieldOf(addr)
			return f == nil || f.Exported() || f.Pkg() != e.t.P.Pkg
		}
		return true
	case *ssa.MakeClosure:
		if ref.Fn.(*ssa.Function).Synthetic != "" {
			return true // a method of it as a value, which somebody may call
		}
		for i, b := range ref.Bindings {
			if b == v && e.from(ref.Fn.(*ssa.Function).FreeVars[i]) {
				return true
			}
		}
		return false
	case ssa.CallInstruction:
		return e.call(ref, v)
	}
	return true
}

func (e *escape) call(call ssa.CallInstruction, v ssa.Value) bool {
	common := call.Common()
	fn := flow.Callee(common)
	if flow.Receiver(common) == v {
		return false // its own methods
	}
	if row, ok := knowledge.WritingOf(fn); ok && row.To >= 0 {
		return false
	}
	if maker, ok := knowledge.MakerOf(fn); ok && maker.Arg >= 0 {
		// Another layer over it, whose methods lead here.
		if made := call.Value(); made != nil {
			return e.from(made)
		}
		return false
	}
	callee := common.StaticCallee()
	if callee == nil || flow.Origin(callee).Blocks == nil {
		return true
	}
	for i, arg := range common.Args {
		if arg == v && i < len(callee.Params) && e.from(flow.Origin(callee).Params[i]) {
			return true
		}
	}
	return false
}
