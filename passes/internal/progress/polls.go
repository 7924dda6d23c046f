package progress

import (
	"go/token"
	"go/types"
	"maps"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
)

// loops finds loops that do not end by themselves: they go on until something fails,
// or somebody else says so.
func (w *walk) loops(fn *ssa.Function) {
	seen := map[*flow.Loop]bool{}
	for _, b := range fn.Blocks {
		if len(b.Instrs) == 0 {
			continue
		}
		l := w.p.Loops(fn).Of(b.Instrs[0])
		if l == nil || seen[l] {
			continue
		}
		seen[l] = true
		turn := &repeated{walk: w, blocks: l.InOrder(), active: map[ssa.Value]bool{}}
		ends, polls, asks := false, false, false
		for _, in := range l.InOrder() {
			for i, succ := range in.Succs {
				if l.Blocks[succ] {
					continue
				}
				test, ok := in.Instrs[len(in.Instrs)-1].(*ssa.If)
				switch {
				case !ok:
					ends = true
				case fails(test.Cond, i == 0), told(test.Cond):
				case turn.changes(test.Cond, true):
					ends = true
				default:
					polls = true
					asks = asks || !turn.canceled(test.Cond, 0)
				}
			}
		}
		switch {
		case ends && !(asks && turn.sleeps()):
		case polls:
			w.stop(Polls, l.Pos())
		default:
			w.stop(Lasting, l.Pos())
		}
	}
}

// canceled: cond asks whether a context has ended.
func (r *repeated) canceled(v ssa.Value, depth int) bool {
	if call, ok := v.(*ssa.Call); ok {
		fn := flow.Callee(&call.Call)
		return fn != nil && fn.Pkg() != nil && fn.Pkg().Path() == "context"
	}
	instr, ok := v.(ssa.Instruction)
	if !ok || depth > 3 {
		return false
	}
	for _, op := range instr.Operands(nil) {
		if *op != nil && r.canceled(*op, depth+1) {
			return true
		}
	}
	return false
}

// sleeps: each turn lets time pass, so that what it waits for can happen. When it gives
// up in the end, behind a limit it gives up more often.
func (r *repeated) sleeps() bool {
	found := false
	r.each(func(instr ssa.Instruction) {
		call, ok := instr.(*ssa.Call)
		if !ok {
			return
		}
		fn := flow.Callee(&call.Call)
		if fn != nil && fn.Pkg() != nil {
			found = found || r.p.Table.Lookup(fn).Role == knowledge.Rate || fn.FullName() == "runtime.Gosched"
		}
	})
	return found
}

// fails: cond, as wanted, is that an error is not nil.
func fails(cond ssa.Value, want bool) bool {
	v, isNil := flow.AgainstNil(cond)
	return v != nil && isNil != want && knowledge.IsError(v.Type())
}

// told: cond is which case of a select was taken.
func told(cond ssa.Value) bool {
	cmp, ok := cond.(*ssa.BinOp)
	if !ok || cmp.Op != token.EQL {
		return false
	}
	ex, ok := cmp.X.(*ssa.Extract)
	if !ok {
		return false
	}
	_, ok = ex.Tuple.(*ssa.Select)
	return ok
}

// Repeated is code that runs again and again: the body of a loop, or a function that is
// called in one.
type repeated struct {
	*walk
	blocks []*ssa.BasicBlock
	// active are the phis and variables on the way to the value in hand; decide those
	// that get a constant when what is in hand says so.
	active, decide map[ssa.Value]bool
	depth          int
}

func (r *repeated) contains(b *ssa.BasicBlock) bool {
	for _, in := range r.blocks {
		if in == b {
			return true
		}
	}
	return false
}

// changes reports whether v changes from one turn to the next by what the code itself
// does, such as counting, reading on or calling somebody. What does not can only change
// by what somebody else does: a flag, the end of a context, a variable that is read
// under a lock. used is whether v is used for something, and not only passed on.
func (r *repeated) changes(v ssa.Value, used bool) bool {
	instr, ok := v.(ssa.Instruction)
	if !ok || !r.contains(instr.Block()) {
		return false
	}
	switch v := v.(type) {
	case *ssa.Phi:
		if r.active[v] {
			return used && !r.decide[v]
		}
		r.active[v] = true
		defer delete(r.active, v)
		for i, e := range v.Edges {
			pred := v.Block().Preds[i]
			if !r.contains(pred) {
				continue
			}
			if r.becomes(e, pred) {
				return true
			}
		}
		return false
	case *ssa.UnOp:
		switch v.Op {
		case token.ARROW:
			return true // judged by itself
		case token.MUL:
			if cell := flow.Cell(v.X); cell != nil {
				return r.varies(cell, used)
			}
			return r.changes(v.X, true) || r.sets(v.X)
		}
	case *ssa.Next:
		return true
	case *ssa.Select:
		return v.Blocking // judged by itself
	case *ssa.Lookup:
		return r.any(v) || r.fills(v.X)
	case *ssa.IndexAddr:
		return r.any(v) || r.fills(v.X)
	case *ssa.Call:
		return r.called(v)
	}
	return r.any(instr)
}

// becomes: a variable gets the value v in b, and so changes.
func (r *repeated) becomes(v ssa.Value, b *ssa.BasicBlock) bool {
	if _, isConst := v.(*ssa.Const); isConst {
		return r.decided(b)
	}
	return r.changes(v, false)
}

// any: an operand changes.
func (r *repeated) any(instr ssa.Instruction) bool {
	for _, op := range instr.Operands(nil) {
		if *op != nil && r.changes(*op, true) {
			return true
		}
	}
	return false
}

// decided: what leads to b is decided by something that changes.
func (r *repeated) decided(b *ssa.BasicBlock) bool {
	outer := r.decide
	r.decide = maps.Clone(r.active)
	defer func() { r.decide = outer }()
	for ; b != nil && r.contains(b); b = b.Idom() {
		if test, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If); ok && r.changes(test.Cond, true) {
			return true
		}
	}
	return false
}

// varies: the code gives a local variable a value that changes.
func (r *repeated) varies(cell *ssa.Alloc, used bool) bool {
	if r.active[cell] {
		return used && !r.decide[cell]
	}
	r.active[cell] = true
	defer delete(r.active, cell)
	for _, st := range flow.CellStores(cell) {
		if r.contains(st.Block()) && r.becomes(st.Val, st.Block()) {
			return true
		}
	}
	return r.sets(cell)
}

// sets: the code stores to the variable at addr, or hands its address on.
func (r *repeated) sets(addr ssa.Value) bool {
	field, cell := (*types.Var)(nil), flow.Cell(addr)
	if fa, ok := addr.(*ssa.FieldAddr); ok {
		field = flow.FieldOf(fa)
	}
	is := func(v ssa.Value) bool {
		if v == addr || cell != nil && flow.Cell(v) == cell {
			return true
		}
		fa, ok := v.(*ssa.FieldAddr)
		return ok && field != nil && flow.FieldOf(fa) == field
	}
	found := false
	r.each(func(instr ssa.Instruction) {
		switch instr := instr.(type) {
		case *ssa.Store:
			found = found || is(instr.Addr) && (cell == nil || !r.contains(instr.Block()))
		case ssa.CallInstruction:
			callee := flow.Callee(instr.Common())
			if callee == nil || r.p.FuncOf(callee) != nil || r.lockOp(instr.Common()) != noLock || callee.Pkg() != nil && callee.Pkg().Path() == "sync/atomic" {
				return
			}
			for _, arg := range instr.Common().Args {
				if mi, ok := arg.(*ssa.MakeInterface); ok {
					arg = mi.X
				}
				fa, isField := addr.(*ssa.FieldAddr)
				found = found || is(arg) || isField && fa.X == arg
			}
		}
	})
	return found
}

// fills: the code stores to an element.
func (r *repeated) fills(container ssa.Value) bool {
	key := r.p.KeyOf(container, nil)
	found := false
	r.each(func(instr ssa.Instruction) {
		switch instr := instr.(type) {
		case *ssa.MapUpdate:
			found = found || r.p.KeyOf(instr.Map, nil) == key
		case *ssa.Store:
			ia, ok := instr.Addr.(*ssa.IndexAddr)
			found = found || ok && r.p.KeyOf(ia.X, nil) == key
		}
	})
	return found
}

// each visits the code, and the functions of this package that it calls.
func (r *repeated) each(visit func(ssa.Instruction)) {
	seen := map[*ssa.Function]bool{}
	for _, b := range r.blocks {
		r.follow(b.Instrs, seen, visit)
	}
}

// called: the result of a call changes by what the callee does.
func (r *repeated) called(call *ssa.Call) bool {
	callee := flow.Callee(&call.Call)
	if _, ok := call.Call.Value.(*ssa.Builtin); ok {
		return r.any(call)
	}
	var bodies []*ssa.Function
	if g := r.p.FuncOf(callee); g != nil {
		bodies = append(bodies, g)
	} else if fns, ok := flow.Functions(call.Call.Value); ok {
		for _, g := range fns {
			if g = flow.Origin(g); g.Blocks != nil {
				bodies = append(bodies, g)
			}
		}
	}
	if len(bodies) > 0 {
		for _, arg := range call.Call.Args {
			if r.changes(arg, true) {
				return true
			}
		}
		for _, g := range bodies {
			if r.depth > maxCalls || r.returns(g) {
				return true
			}
		}
		return false
	}
	if callee == nil || callee.Pkg() == nil {
		return true
	}
	switch r.p.Table.Lookup(callee).Role {
	case knowledge.TryLock, knowledge.TryAcquire:
		return false
	}
	switch path := callee.Pkg().Path(); {
	case path == "sync/atomic":
		return r.swaps(call, callee.Name())
	case path == "context", path == "runtime", path == "sync":
		return false
	case standard(callee) && pureFunction(callee) && callee.Signature().Recv() == nil:
		return r.any(call)
	}
	return true
}

// swaps: an operation on an atomic value changes it by itself.
func (r *repeated) swaps(call *ssa.Call, name string) bool {
	switch {
	case strings.HasPrefix(name, "Add"):
		return true
	case strings.HasPrefix(name, "CompareAndSwap"):
		// From a constant it waits for somebody to set that.
		_, isConst := call.Call.Args[len(call.Call.Args)-2].(*ssa.Const)
		return !isConst
	case !strings.HasPrefix(name, "Load"):
		return false
	}
	key := r.p.KeyOf(call.Call.Args[0], nil)
	found := false
	r.each(func(instr ssa.Instruction) {
		other, ok := instr.(*ssa.Call)
		if !ok || key == nil {
			return
		}
		fn := flow.Callee(&other.Call)
		if fn == nil || fn.Pkg() == nil || fn.Pkg().Path() != "sync/atomic" || strings.HasPrefix(fn.Name(), "Load") {
			return
		}
		found = found || r.p.KeyOf(other.Call.Args[0], nil) == key
	})
	return found
}

// returns: a result of g changes by what g does.
func (r *repeated) returns(g *ssa.Function) bool {
	inner := &repeated{walk: r.walk, blocks: g.Blocks, active: map[ssa.Value]bool{}, depth: r.depth + 1}
	for _, b := range g.Blocks {
		ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		if !ok {
			continue
		}
		for _, v := range ret.Results {
			if b != g.Recover && inner.becomes(v, b) {
				return true
			}
		}
	}
	return false
}
