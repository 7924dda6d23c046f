package tokens

import (
	"go/constant"
	"go/token"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
)

func set(known string, slot int, b byte) string {
	return known[:slot] + string([]byte{b}) + known[slot+1:]
}

// forget drops what was asked in a loop: the next turn asks anew.
func (x *explorer) forget(l *flow.Loop, known string) string {
	for text, ifs := range x.tests {
		for _, test := range ifs {
			if l.Contains(test) {
				known = set(known, x.slots[text], 0)
			}
		}
	}
	return known
}

// carry notes what phis hold at the begin of a block.
func (x *explorer) carry(from, to *ssa.BasicBlock, st state) state {
	before := st
	for i, pred := range to.Preds {
		if pred != from {
			continue
		}
		for _, instr := range to.Instrs {
			phi, ok := instr.(*ssa.Phi)
			if !ok {
				break
			}
			if slot, ok := x.slots[phi]; ok {
				st.known = set(st.known, slot, x.id(x.value(phi.Edges[i], before)))
			}
		}
		break
	}
	return st
}

// remember notes what a variable holds.
func (x *explorer) remember(st *state, cell *ssa.Alloc, v ssa.Value) {
	if slot, ok := x.slots[cell]; ok {
		st.known = set(st.known, slot, x.id(x.value(v, *st)))
	}
}

func (x *explorer) id(v ssa.Value) byte {
	if id, ok := x.ids[v]; ok {
		return id
	}
	if len(x.values) > 250 {
		return 0
	}
	x.values = append(x.values, v)
	x.ids[v] = byte(len(x.values))
	return x.ids[v]
}

// value is what v holds on this way, as far as it is known.
func (x *explorer) value(v ssa.Value, st state) ssa.Value {
	for range 8 {
		var key any = v
		if load, ok := v.(*ssa.UnOp); ok && load.Op == token.MUL {
			cell, ok := load.X.(*ssa.Alloc)
			if !ok {
				return v
			}
			key = cell
		} else if _, ok := v.(*ssa.Phi); !ok {
			return v
		}
		slot, ok := x.slots[key]
		if !ok || st.known[slot] == 0 {
			return v
		}
		next := x.values[st.known[slot]-1]
		if next == v {
			return v
		}
		v = next
	}
	return v
}

// branch goes on with the ways that a condition leaves open.
func (x *explorer) branch(test *ssa.If, st state) {
	b := test.Block()
	if is, ok := x.holds(test.Cond, &st); ok {
		x.enter(b, b.Succs[side(is)], st)
		return
	}
	slot, have := -1, false
	if text, ok := x.text(test.Cond); ok {
		slot, have = x.slots[text]
	}
	if have && st.known[slot] != 0 {
		x.enter(b, b.Succs[side(st.known[slot] == 2)], st)
		return
	}
	for _, is := range []bool{true, false} {
		next := st
		if have {
			next.known = set(next.known, slot, byte(2-side(is)))
		}
		x.enter(b, b.Succs[side(is)], next)
	}
}

func side(is bool) int {
	if is {
		return 0
	}
	return 1
}

// holds evaluates a condition. Asking about an attempt is a test of it.
func (x *explorer) holds(cond ssa.Value, st *state) (is, ok bool) {
	switch v := x.value(cond, *st).(type) {
	case *ssa.Const:
		if v.Value != nil && v.Value.Kind() == constant.Bool {
			return constant.BoolVal(v.Value), true
		}
	case *ssa.UnOp:
		if v.Op == token.NOT {
			is, ok = x.holds(v.X, st)
			return !is, ok
		}
	case *ssa.Call, *ssa.Extract:
		if slot, have := x.slots[v]; have && st.known[slot] != 0 {
			st.untested = false
			return st.known[slot] == 2, true
		}
	case *ssa.BinOp:
		if v.Op != token.EQL && v.Op != token.NEQ {
			return false, false
		}
		is, ok = x.equal(v.X, v.Y, st)
		return is == (v.Op == token.EQL), ok
	}
	return false, false
}

func (x *explorer) equal(a, b ssa.Value, st *state) (is, ok bool) {
	a, b = x.value(a, *st), x.value(b, *st)
	if _, ok := a.(*ssa.Const); ok {
		a, b = b, a
	}
	c, ok := b.(*ssa.Const)
	if !ok {
		return false, false
	}
	if c.IsNil() {
		return x.isNil(a, st)
	}
	switch a := a.(type) {
	case *ssa.Const:
		if a.Value != nil && c.Value != nil && a.Value.Kind() == c.Value.Kind() {
			return constant.Compare(a.Value, token.EQL, c.Value), true
		}
	case *ssa.Extract:
		if slot, have := x.slots[a.Tuple]; have && a.Index == 0 && st.known[slot] != 0 && c.Value != nil {
			return int64(st.known[slot])-2 == c.Int64(), true
		}
	}
	if c.Value != nil && c.Value.Kind() == constant.Bool {
		is, ok = x.holds(a, st)
		return is == constant.BoolVal(c.Value), ok
	}
	return false, false
}

func (x *explorer) isNil(v ssa.Value, st *state) (is, ok bool) {
	switch v := x.value(v, *st).(type) {
	case *ssa.Const:
		return v.IsNil(), true
	case *ssa.MakeInterface, *ssa.MakeClosure, *ssa.Alloc, *ssa.Function:
		return false, true
	case *ssa.Call, *ssa.Extract:
		if slot, have := x.slots[v]; have && st.known[slot] != 0 && knowledge.IsError(v.Type()) {
			st.untested = false
			return st.known[slot] == 2, true
		}
	}
	return false, false
}
