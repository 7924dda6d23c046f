package gates

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/effects"
	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
	"github.com/inflight-go/inflight/passes/internal/repeats"
)

// guard: block b ends in a test, and one of its branches leads to the spawn only
// while a flag is not set or a count is low.
func (q *search) guard(b *ssa.BasicBlock) {
	test := testOf(b)
	if test == nil {
		return
	}
	if cmp, ok := test.Cond.(*ssa.BinOp); ok && !cmp.Pos().IsValid() {
		return // a test of the compiler's own: a select, a range over a function
	}
	for i, succ := range b.Succs {
		cond, want := positive(test.Cond, i == 0)
		cut := newCuts()
		cut.edges[edge{b, succ}] = true
		alone := len(succ.Preds) == 1 && succ.Dominates(q.at.Block())
		switch {
		case alone && q.flag(cond, want, succ):
			q.gate(test, StateFlag, cond.Pos(), cut)
		case q.counter(cond, want, q.r, !q.r.contains(b.Succs[1-i])):
			// `if max > 0 && n >= max`: without a maximum, somebody has chosen not
			// to have one.
			if len(b.Preds) == 1 && asksForMaximum(b.Preds[0], b) {
				cut.edges[edge{b.Preds[0], b.Preds[0].Succs[1]}] = true
			}
			q.gate(test, Counter, cond.Pos(), cut)
		}
	}
}

// flag: the branch to succ is taken while a variable has one value, and behind the
// branch it gets another, so that the branch is not taken again until somebody resets
// it.
func (q *search) flag(cond ssa.Value, want bool, succ *ssa.BasicBlock) bool {
	if call, ok := cond.(*ssa.Call); ok {
		return q.atomicFlag(call, want, succ)
	}
	v, is, ok := comparedTo(cond, want)
	if !ok {
		return false
	}
	switch v := v.(type) {
	case *ssa.Phi:
		return q.localFlag(v, is)
	case *ssa.UnOp:
		return v.Op == token.MUL && q.storedFlag(v, is, succ)
	}
	return false
}

// atomicFlag: an atomic is swapped, or looked at and then set.
func (q *search) atomicFlag(call *ssa.Call, want bool, succ *ssa.BasicBlock) bool {
	place := atomicPlace(&call.Call)
	if place == nil || q.elementPlace(place, q.r) {
		return false
	}
	switch effects.AtomicOf(flow.Callee(&call.Call)) {
	case effects.CompareAndSwap:
		return want // true once
	case effects.Swap:
		return !want // Swap(true): false once
	case effects.Load:
		return setsAtomic(place, succ)
	}
	return false
}

// localFlag: every way on from the spawn leaves another value in a variable of the
// loop.
func (q *search) localFlag(v *ssa.Phi, is *ssa.Const) bool {
	if q.r.loop == nil || v.Block() != q.r.loop.Header {
		return false
	}
	c := newCuts()
	for i, pred := range v.Block().Preds {
		if !q.r.loop.Blocks[pred] {
			continue
		}
		if differs(v.Edges[i], is, v) {
			c.edges[edge{pred, v.Block()}] = true
		}
		phi, ok := v.Edges[i].(*ssa.Phi)
		if !ok || phi == v {
			continue
		}
		for j, p := range phi.Block().Preds {
			if differs(phi.Edges[j], is, v) {
				c.edges[edge{p, phi.Block()}] = true
			}
		}
	}
	return !c.empty() && !c.leads(q.at, q.r)
}

// storedFlag: behind the branch, another value is stored to the variable or field that
// was looked at.
func (q *search) storedFlag(look *ssa.UnOp, is *ssa.Const, succ *ssa.BasicBlock) bool {
	key := place(look.X)
	if key == nil || q.elementPlace(look.X, q.r) {
		return false
	}
	c := newCuts()
	flow.Instructions(succ.Parent(), false, func(instr ssa.Instruction) {
		st, ok := instr.(*ssa.Store)
		if ok && succ.Dominates(st.Block()) && place(st.Addr) == key && differs(st.Val, is, nil) {
			c.instrs[st] = true
		}
	})
	return c.seals(q.at, q.r)
}

// setsAtomic: behind the branch the atomic is stored to.
func setsAtomic(atomic ssa.Value, succ *ssa.BasicBlock) bool {
	key := place(atomic)
	found := false
	flow.Instructions(succ.Parent(), false, func(instr ssa.Instruction) {
		call, ok := instr.(*ssa.Call)
		if ok && succ.Dominates(call.Block()) && effects.AtomicOf(flow.Callee(&call.Call)) == effects.Store &&
			key != nil && place(atomicPlace(&call.Call)) == key {
			found = true
		}
	})
	return found
}

// differs reports whether v is certainly, or by being made anew, not is.
func differs(v ssa.Value, is *ssa.Const, self ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.Const:
		return v.String() != is.String()
	case *ssa.Phi:
		if v == self {
			return false
		}
		for _, e := range v.Edges {
			if e != self && differs(e, is, self) {
				return true
			}
		}
		return false
	case *ssa.MakeChan, *ssa.Alloc, *ssa.MakeClosure, *ssa.MakeMap, *ssa.MakeSlice, *ssa.Slice, *ssa.MakeInterface:
		return true
	case *ssa.Call, *ssa.Extract:
		// A thing that was made; an error or a bool can be the same again.
		_, basic := v.Type().Underlying().(*types.Basic)
		return !basic && !knowledge.IsError(v.Type())
	}
	return false
}

// switchedOff: the spawn follows a receive from a channel that is nil in some turns,
// as one is that is set to nil while there is no room.
func (a *Analysis) switchedOff(f repeats.Factor) (token.Pos, bool) {
	if f.Loop == nil || f.Class != repeats.Forever {
		return token.NoPos, false
	}
	for _, b := range f.Loop.InOrder() {
		for _, instr := range b.Instrs {
			sel, ok := instr.(*ssa.Select)
			if !ok {
				continue
			}
			for i, st := range sel.States {
				phi, ok := st.Chan.(*ssa.Phi)
				if ok && st.Dir == types.RecvOnly && repeats.Chosen(sel, i, f.At.Block()) && f.Loop.Contains(phi) && canBeNil(phi) {
					return st.Pos, true
				}
			}
		}
	}
	return token.NoPos, false
}

func canBeNil(phi *ssa.Phi) bool {
	for _, e := range phi.Edges {
		if c, ok := e.(*ssa.Const); ok && c.IsNil() {
			return true
		}
	}
	return false
}
