package repeats

import (
	"go/constant"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
)

// Count says where the integer v comes from.
func (a *Analysis) Count(v ssa.Value, at ssa.Instruction) Size { return a.count(v, at, 0) }

// count traces an integer.
func (a *Analysis) count(v ssa.Value, at ssa.Instruction, depth int) Size {
	return a.countFrom(v, &tracer{a: a, at: at, seen: map[ssa.Value]bool{}}, depth)
}

func (a *Analysis) countFrom(v ssa.Value, t *tracer, depth int) Size {
	if depth > maxDepth {
		return Size{Class: Configured}
	}
	switch v := v.(type) {
	case *ssa.Const:
		return Size{Class: Constant}
	case *ssa.BinOp:
		x := a.countFrom(v.X, t, depth+1)
		switch v.Op {
		case token.QUO:
			if x.Class.Unbounded() && a.countFrom(v.Y, t, depth+1).Class.Unbounded() {
				return Size{Class: Configured} // data divided by data: a ratio
			}
			return x
		case token.SHR, token.SUB:
			return x // never more than what it is taken from
		}
		y := a.countFrom(v.Y, t, depth+1)
		switch v.Op {
		case token.REM, token.AND:
			if y.Class < x.Class {
				return y
			}
			return x
		}
		return largest(x, y)
	case *ssa.Convert:
		return a.countFrom(v.X, t, depth+1)
	case *ssa.ChangeType:
		return a.countFrom(v.X, t, depth+1)
	case *ssa.Phi:
		if t.steps++; t.seen[v] || t.steps > maxSteps {
			return Size{Class: Once}
		}
		t.seen[v] = true
		defer delete(t.seen, v)
		return a.phiCount(v, t, depth)
	case *ssa.Call:
		return a.callCount(v, t, depth)
	case *ssa.Extract:
		return Size{Class: Configured}
	case *ssa.UnOp:
		if v.Op == token.MUL {
			if cell := flow.Cell(v.X); cell != nil {
				if t.steps++; t.seen[v] || t.steps > maxSteps {
					return Size{Class: Once}
				}
				t.seen[v] = true
				defer delete(t.seen, v)
				size := Size{Class: Once}
				for _, st := range flow.CellStores(cell) {
					s := a.countFrom(st.Val, t, depth+1)
					if s.Class.Unbounded() && clampedStore(st, cell) {
						s = Size{Class: Configured}
					}
					size = largest(size, s)
				}
				if size.Class == Once {
					size.Class = Configured
				}
				return size
			}
			if fa, ok := v.X.(*ssa.FieldAddr); ok {
				if size, ok := a.fieldCount(flow.FieldOf(fa), t, depth); ok {
					return size
				}
				return Size{Class: Configured, Origin: &Origin{Kind: Field, Var: flow.FieldOf(fa), Value: v}}
			}
		}
		return Size{Class: Configured}
	case *ssa.FreeVar:
		if b := flow.Binding(v); b != nil {
			return a.countFrom(b, t, depth+1)
		}
	case *ssa.Parameter:
		return a.paramCount(v, t, depth)
	case *ssa.Field:
		return Size{Class: Configured, Origin: &Origin{Kind: Field, Var: flow.FieldOfValue(v), Value: v}}
	}
	return Size{Class: Configured}
}

// fieldCount: a field that is only ever set to the length of data.
func (a *Analysis) fieldCount(f *types.Var, t *tracer, depth int) (Size, bool) {
	stores := a.P.Stores(f)
	if f == nil || len(stores) == 0 || depth > 3 {
		return Size{}, false
	}
	var size Size
	for _, v := range stores {
		size = a.countFrom(v, t, depth+2)
		if !size.Class.Unbounded() {
			return Size{}, false
		}
	}
	return size, true
}

// paramCount: a count handed over is somebody's choice, unless every caller hands
// over the length of data.
func (a *Analysis) paramCount(p *ssa.Parameter, t *tracer, depth int) Size {
	configured := Size{Class: Configured, Origin: &Origin{Kind: Parameter, Var: paramVar(p), Value: p}}
	fn := p.Parent()
	calls, all := a.P.Callers(fn)
	if !all || depth > 3 || fn.Parent() != nil {
		return configured
	}
	size := Size{Class: Once}
	for _, call := range calls {
		for i, q := range fn.Params {
			if q == p && i < len(call.Common().Args) {
				size = largest(size, a.count(call.Common().Args[i], call, depth+3))
			}
		}
	}
	if size.Class.Unbounded() {
		return size
	}
	return configured
}

// phiCount: `if n > max { n = max }` is a clamp: the smaller side wins.
func (a *Analysis) phiCount(phi *ssa.Phi, t *tracer, depth int) Size {
	size := Size{Class: Once}
	if l := a.P.Loops(phi.Parent()).Of(phi); l != nil && l.Header == phi.Block() && (t.at == nil || !l.Contains(t.at)) {
		// The variable changes in every turn: it counts the turns.
		if f := a.Classify(l); f.Class.Unbounded() {
			return Size{Class: Data, Origin: &Origin{Kind: Local, Value: phi, From: f.Origin}}
		}
	}
	for i, e := range phi.Edges {
		s := a.countFrom(e, t, depth+1)
		if s.Class.Unbounded() && a.clamped(phi, i, e) {
			s = Size{Class: Configured}
		}
		size = largest(size, s)
	}
	return size
}

// clamped reports whether edge i of phi is taken only when e, its value, was found
// to be less than a number: if len(x) < n { k = len(x) }.
func (a *Analysis) clamped(phi *ssa.Phi, i int, e ssa.Value) bool {
	pred := phi.Block().Preds[i]
	for _, b := range []*ssa.BasicBlock{pred, pred.Idom()} {
		if b == nil || len(b.Instrs) == 0 {
			continue
		}
		test, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
		if !ok {
			continue
		}
		cmp, ok := test.Cond.(*ssa.BinOp)
		if !ok {
			continue
		}
		next := phi.Block()
		if b != pred {
			next = pred
		}
		want := b.Succs[0] == next
		smaller := cmp.Op == token.LSS || cmp.Op == token.LEQ
		larger := cmp.Op == token.GTR || cmp.Op == token.GEQ
		switch {
		case sameCount(cmp.X, e) && (smaller && want || larger && !want):
			return a.count(cmp.Y, cmp, maxDepth/2).Class < Unknown
		case sameCount(cmp.Y, e) && (larger && want || smaller && !want):
			return a.count(cmp.X, cmp, maxDepth/2).Class < Unknown
		}
	}
	return false
}

// clampedStore: `if len(x) < n { n = len(x) }`: the store makes it smaller.
func clampedStore(st *ssa.Store, cell *ssa.Alloc) bool {
	for b := st.Block().Idom(); b != nil; b = b.Idom() {
		if len(b.Instrs) == 0 {
			continue
		}
		test, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
		if !ok {
			continue
		}
		cmp, ok := test.Cond.(*ssa.BinOp)
		if !ok {
			return false
		}
		for _, side := range [][2]ssa.Value{{cmp.X, cmp.Y}, {cmp.Y, cmp.X}} {
			if load, ok := side[1].(*ssa.UnOp); ok && load.Op == token.MUL && flow.Cell(load.X) == cell && sameCount(side[0], st.Val) {
				return true
			}
		}
		return false
	}
	return false
}

// sameCount: the same value, also where it is computed twice as len(x) is.
func sameCount(x, y ssa.Value) bool {
	if same(x, y) {
		return true
	}
	cx, ok1 := x.(*ssa.Const)
	cy, ok2 := y.(*ssa.Const)
	if ok1 && ok2 && cx.Value != nil && cy.Value != nil {
		return constant.Compare(cx.Value, token.EQL, cy.Value)
	}
	lx, ly := flow.LenOf(x), flow.LenOf(y)
	return lx != nil && ly != nil && same(lx, ly)
}

func (a *Analysis) callCount(call *ssa.Call, t *tracer, depth int) Size {
	if b, ok := call.Call.Value.(*ssa.Builtin); ok {
		switch b.Name() {
		case "len":
			if t.seen[call.Call.Args[0]] {
				return Size{Class: Once}
			}
			return t.container(call.Call.Args[0], depth+1)
		case "cap":
			if made, ok := call.Call.Args[0].(*ssa.MakeChan); ok {
				return a.countFrom(made.Size, t, depth+1)
			}
			return Size{Class: Configured}
		case "min":
			size := Size{Class: Forever}
			for _, arg := range call.Call.Args {
				if s := a.countFrom(arg, t, depth+1); s.Class < size.Class {
					size = s
				}
			}
			return size
		case "max":
			size := Size{Class: Once}
			for _, arg := range call.Call.Args {
				size = largest(size, a.countFrom(arg, t, depth+1))
			}
			return size
		}
		return Size{Class: Configured}
	}
	fn := flow.Callee(&call.Call)
	switch a.P.Table.Lookup(fn).Role {
	case knowledge.Processors:
		return Size{Class: Processors}
	case knowledge.Arguments:
		return Size{Class: Data, Origin: &Origin{Kind: Arguments, Func: fn, Value: call}}
	}
	if size, ok := a.sized(fn); ok {
		return size
	}
	if fn != nil && fn.Pkg() != nil && fn.Pkg().Path() == "math" {
		size := Size{Class: Constant}
		for _, arg := range call.Call.Args {
			size = largest(size, a.countFrom(arg, t, depth+1))
		}
		return size
	}
	if g := call.Call.StaticCallee(); g != nil && g.Blocks != nil && depth < 4 {
		return a.returnedCount(g, call, t, depth)
	}
	if fn != nil && fn.Name() == "Len" && fn.Signature().Recv() != nil && fn.Signature().Params().Len() == 0 {
		// The length of a container, by the convention of sort.Interface.
		return Size{Class: Data, Origin: &Origin{Kind: Result, Func: fn, Value: call}}
	}
	return Size{Class: Configured, Origin: &Origin{Kind: Result, Func: fn, Value: call}}
}

// returnedCount joins the numbers that a function of this package returns. One
// that returns one or the other of its parameters after comparing them is a min.
func (a *Analysis) returnedCount(fn *ssa.Function, call *ssa.Call, t *tracer, depth int) Size {
	var all []Size
	params := 0
	for _, b := range fn.Blocks {
		if len(b.Instrs) == 0 {
			continue
		}
		ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		if !ok || len(ret.Results) != 1 {
			continue
		}
		v := ret.Results[0]
		if p, ok := v.(*ssa.Parameter); ok {
			params++
			for i, q := range fn.Params {
				if q == p && i < len(call.Call.Args) {
					all = append(all, a.countFrom(call.Call.Args[i], t, depth+1))
				}
			}
			continue
		}
		all = append(all, a.count(v, ret, depth+2))
	}
	if len(all) == 0 {
		return Size{Class: Configured}
	}
	size := all[0]
	for _, s := range all[1:] {
		if params == len(all) && params > 1 {
			if s.Class < size.Class {
				size = s
			}
		} else {
			size = largest(size, s)
		}
	}
	return size
}
