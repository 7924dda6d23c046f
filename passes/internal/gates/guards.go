package gates

import (
	"go/constant"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/repeats"
	"github.com/inflight-go/inflight/passes/internal/spawns"
)

// guard: block b ends in a test, and one of its branches leads to the spawn only
// while a flag is not set or a count is low.
func (q *search) guard(b *ssa.BasicBlock) {
	at, r := q.at, q.r
	if len(b.Instrs) == 0 {
		return
	}
	test, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
	if !ok {
		return
	}
	if cmp, ok := test.Cond.(*ssa.BinOp); ok && !cmp.Pos().IsValid() {
		return // a test of the compiler's own: a select, a range over a function
	}
	for i, succ := range b.Succs {
		cond, want := positive(test.Cond, i == 0)
		alone := len(succ.Preds) == 1 && succ.Dominates(at.Block())
		kind := None
		switch {
		case alone && q.flag(cond, want, succ, at, r):
			kind = StateFlag
		case q.counter(cond, want, r, !r.contains(b.Succs[1-i])):
			kind = Counter
		}
		if kind == None {
			continue
		}
		c := newCuts()
		c.edges[[2]*ssa.BasicBlock{b, succ}] = true
		if kind == Counter && len(b.Preds) == 1 {
			// `if max > 0 && n >= max`: without a maximum, somebody has chosen not
			// to have one.
			before := b.Preds[0]
			if unset, ok := optionalMaximum(before, b); ok {
				c.edges[[2]*ssa.BasicBlock{before, unset}] = true
			}
		}
		q.note(test, candidate{kind: kind, pos: cond.Pos(), cuts: c})
	}
}

// positive strips negations from a condition.
func positive(cond ssa.Value, want bool) (ssa.Value, bool) {
	for {
		not, ok := cond.(*ssa.UnOp)
		if !ok || not.Op != token.NOT {
			return cond, want
		}
		cond, want = not.X, !want
	}
}

// optionalMaximum returns the branch of b that is taken when a maximum is zero; the
// other one, to next, compares with it.
func optionalMaximum(b, next *ssa.BasicBlock) (*ssa.BasicBlock, bool) {
	test, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
	if !ok || b.Succs[0] != next {
		return nil, false
	}
	cmp, ok := test.Cond.(*ssa.BinOp)
	if !ok || cmp.Op != token.GTR && cmp.Op != token.NEQ {
		return nil, false
	}
	zero, ok := cmp.Y.(*ssa.Const)
	if !ok || zero.Value == nil || zero.Value.Kind() != constant.Int || constant.Sign(zero.Value) != 0 {
		return nil, false
	}
	return b.Succs[1], true
}

// flag: the branch is taken while a variable has one value, and behind the branch
// it gets another, so that the branch is not taken again until somebody resets
// it.
func (a *Analysis) flag(cond ssa.Value, want bool, succ *ssa.BasicBlock, at ssa.Instruction, r region) bool {
	if call, ok := cond.(*ssa.Call); ok {
		callee := flow.Callee(&call.Call)
		if callee == nil || callee.Pkg() == nil || !isAtomic(callee) || a.perElement(call.Call.Args, r) {
			return false
		}
		switch {
		case isSwap(callee):
			// CompareAndSwap: true once; Swap(true): false once.
			return want == (len(callee.Name()) >= 14)
		case callee.Name() == "Load":
			return setsAtomic(call.Call.Args[0], succ)
		}
		return false
	}
	v, is, ok := comparedTo(cond, want)
	if !ok {
		return false
	}
	switch v := v.(type) {
	case *ssa.Phi:
		if r.loop == nil || v.Block() != r.loop.Header {
			return false
		}
		// A local flag: every way on from the spawn leaves another value.
		c := newCuts()
		for i, pred := range v.Block().Preds {
			if !r.loop.Blocks[pred] {
				continue
			}
			if differs(v.Edges[i], is, v) {
				c.edges[[2]*ssa.BasicBlock{pred, v.Block()}] = true
			}
			if phi, ok := v.Edges[i].(*ssa.Phi); ok && phi != v {
				for j, p := range phi.Block().Preds {
					if differs(phi.Edges[j], is, v) {
						c.edges[[2]*ssa.BasicBlock{p, phi.Block()}] = true
					}
				}
			}
		}
		return !c.empty() && !c.passable(at, r, true)
	case *ssa.UnOp:
		if v.Op != token.MUL {
			return false
		}
		key := place(v.X)
		if key == nil || a.elementPlace(v.X, r) {
			return false
		}
		c := newCuts()
		for _, b := range v.Parent().Blocks {
			if !succ.Dominates(b) {
				continue
			}
			for _, instr := range b.Instrs {
				if st, ok := instr.(*ssa.Store); ok && place(st.Addr) == key && differs(st.Val, is, nil) {
					c.instrs[st] = true
				}
			}
		}
		return c.seals(at, r)
	}
	return false
}

// perElement reports whether the flag is one of many: a field of the element.
func (a *Analysis) perElement(args []ssa.Value, r region) bool {
	return len(args) > 0 && a.elementPlace(args[0], r)
}

func (a *Analysis) elementPlace(addr ssa.Value, r region) bool {
	if r.loop == nil {
		return false
	}
	if fa, ok := addr.(*ssa.FieldAddr); ok {
		return a.Repeats.Variant(r.loop, fa.X)
	}
	_, index := addr.(*ssa.IndexAddr)
	return index
}

// switchedOff: the spawn follows a receive from a channel that is nil in some turns,
// as one is that is set to nil while there is no room.
func (a *Analysis) switchedOff(s *spawns.Spawn, f repeats.Factor) (token.Pos, bool) {
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
				if !ok || st.Dir != types.RecvOnly || !repeats.Chosen(sel, i, f.At.Block()) || !f.Loop.Contains(phi) {
					continue
				}
				for _, e := range phi.Edges {
					if c, ok := e.(*ssa.Const); ok && c.IsNil() {
						return st.Pos, true
					}
				}
			}
		}
	}
	return token.NoPos, false
}

// comparedTo returns the variable that cond compares with a constant, and the
// constant it equals when cond is as wanted.
func comparedTo(cond ssa.Value, want bool) (v ssa.Value, is *ssa.Const, ok bool) {
	bin, isBin := cond.(*ssa.BinOp)
	if !isBin {
		if t, ok := cond.Type().Underlying().(*types.Basic); !ok || t.Info()&types.IsBoolean == 0 {
			return nil, nil, false
		}
		return cond, boolConst(want), true
	}
	if bin.Op != token.EQL && bin.Op != token.NEQ || (bin.Op == token.EQL) != want {
		return nil, nil, false
	}
	if c, ok := bin.Y.(*ssa.Const); ok {
		return bin.X, c, true
	}
	if c, ok := bin.X.(*ssa.Const); ok {
		return bin.Y, c, true
	}
	return nil, nil, false
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
		return !basic && !types.Identical(v.Type(), types.Universe.Lookup("error").Type())
	}
	return false
}

// setsAtomic: behind the branch the atomic is stored to.
func setsAtomic(cell ssa.Value, succ *ssa.BasicBlock) bool {
	key := place(cell)
	if key == nil {
		return false
	}
	for _, b := range succ.Parent().Blocks {
		if !succ.Dominates(b) {
			continue
		}
		for _, instr := range b.Instrs {
			if call, ok := instr.(*ssa.Call); ok {
				callee := flow.Callee(&call.Call)
				if callee != nil && callee.Pkg() != nil && isAtomic(callee) &&
					callee.Name() == "Store" && len(call.Call.Args) > 0 && place(call.Call.Args[0]) == key {
					return true
				}
			}
		}
	}
	return false
}

// place identifies an address: a local variable, a field, a package variable.
func place(addr ssa.Value) any {
	switch x := addr.(type) {
	case *ssa.FieldAddr:
		if f := flow.FieldOf(x); f != nil {
			return f
		}
	case *ssa.Global:
		return x
	default:
		if cell := flow.Cell(addr); cell != nil {
			return cell
		}
	}
	return nil
}

// boolConst is the constant b.
func boolConst(b bool) *ssa.Const {
	return ssa.NewConst(constantBool(b), types.Typ[types.Bool])
}
