package tokens

import (
	"go/constant"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
)

// maxSlots is how much a way remembers: ways that differ in nothing else are one.
const maxSlots = 14

// prepare finds what a way has to remember, and the loops with the semaphore in them.
func (x *explorer) prepare() {
	same := map[string][]*ssa.If{}
	for _, b := range x.fn.Blocks {
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.Select:
				if len(x.own(instr)) > 0 {
					x.slot(instr)
				}
			case *ssa.Call:
				if v := result(instr); v != nil && x.involved(instr) {
					x.slot(v)
				}
			case *ssa.If:
				x.asked(instr.Cond, 0)
				if text, ok := x.text(instr.Cond); ok {
					same[text] = append(same[text], instr)
				}
			}
			if x.involved(instr) {
				for l := x.a.P.Loops(x.fn).Of(instr); l != nil; l = l.Parent {
					if _, ok := x.loops[l]; !ok {
						x.loops[l] = len(x.loops)
					}
				}
			}
		}
	}
	for _, b := range x.fn.Blocks {
		if test, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If); ok {
			if text, ok := x.text(test.Cond); ok && len(same[text]) > 1 {
				x.slot(text)
				x.tests[text] = same[text]
			}
		}
	}
}

// involved: an instruction that may have to do with the semaphore.
func (x *explorer) involved(instr ssa.Instruction) bool {
	for _, o := range x.a.ops(instr, x.env) {
		if o.key == x.key {
			return true
		}
	}
	call, ok := instr.(ssa.CallInstruction)
	if !ok {
		return false
	}
	for _, g := range x.a.bodies(call.Common(), x.env) {
		if x.a.busy[g] {
			return true
		}
	}
	for _, arg := range call.Common().Args {
		if fns, _ := flow.Functions(arg); x.touches(fns) {
			return true
		}
	}
	return false
}

func (x *explorer) slot(key any) {
	if _, ok := x.slots[key]; !ok && len(x.slots) < maxSlots {
		x.slots[key] = len(x.slots)
	}
}

// asked gives slots to the phis and variables that a condition depends on.
func (x *explorer) asked(v ssa.Value, depth int) {
	if depth > 6 {
		return
	}
	switch v := v.(type) {
	case *ssa.UnOp:
		if v.Op == token.NOT {
			x.asked(v.X, depth+1)
			return
		}
		cell, ok := v.X.(*ssa.Alloc)
		if _, have := x.slots[cell]; !ok || have || v.Op != token.MUL || !x.private(cell) {
			return
		}
		x.slot(cell)
		for _, st := range flow.CellStores(cell) {
			x.asked(st.Val, depth+1)
		}
	case *ssa.BinOp:
		x.asked(v.X, depth+1)
		x.asked(v.Y, depth+1)
	case *ssa.Phi:
		if _, have := x.slots[v]; have || !telling(v, map[*ssa.Phi]bool{}) {
			return
		}
		x.slot(v)
		for _, e := range v.Edges {
			x.asked(e, depth+1)
		}
	}
}

// telling: a phi that holds a constant, an error or a bool on some way.
func telling(phi *ssa.Phi, seen map[*ssa.Phi]bool) bool {
	if seen[phi] {
		return false
	}
	seen[phi] = true
	if verdict(phi.Type()) {
		return true
	}
	for _, e := range phi.Edges {
		if _, ok := e.(*ssa.Const); ok {
			return true
		}
		if inner, ok := e.(*ssa.Phi); ok && telling(inner, seen) {
			return true
		}
	}
	return false
}

// private: only the function itself sets the variable.
func (x *explorer) private(cell *ssa.Alloc) bool {
	for _, st := range flow.CellStores(cell) {
		if st.Parent() != x.fn {
			return false
		}
	}
	for _, ref := range *cell.Referrers() {
		switch ref.(type) {
		case *ssa.Store, *ssa.UnOp, *ssa.MakeClosure, *ssa.DebugRef:
		default:
			return false // its address goes elsewhere
		}
	}
	return true
}

// text is how a condition is computed; ok is false when a variable may have changed before
// it is asked again.
func (x *explorer) text(cond ssa.Value) (text string, ok bool) {
	ok = true
	var look func(v ssa.Value, depth int)
	look = func(v ssa.Value, depth int) {
		if depth > 8 {
			ok = false
			return
		}
		switch v := v.(type) {
		case *ssa.UnOp:
			if cell := flow.Cell(v.X); cell != nil && len(flow.CellStores(cell)) != 1 {
				ok = false
				return
			}
			look(v.X, depth+1)
		case *ssa.BinOp:
			look(v.X, depth+1)
			look(v.Y, depth+1)
		}
	}
	look(cond, 0)
	if !ok {
		return "", false
	}
	return x.a.same(cond, x.env), true
}

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
		if slot, have := x.slots[v]; have && st.known[slot] != 0 && isError(v.Type()) {
			st.untested = false
			return st.known[slot] == 2, true
		}
	}
	return false, false
}

// An outcome is what a return says.
type outcome uint8

const (
	silent  outcome = iota // nothing is returned
	success                // no error, true, or something rather than nil
	failure
	unclear
)

// outcome is what a return says about how it went.
func (x *explorer) outcome(ret *ssa.Return, st *state) outcome {
	if len(ret.Results) == 0 {
		return silent
	}
	last := ret.Results[len(ret.Results)-1]
	said := func(good, ok bool) outcome {
		switch {
		case !ok:
			return unclear
		case good:
			return success
		}
		return failure
	}
	if isError(last.Type()) {
		is, ok := x.isNil(last, st)
		if !ok {
			is, ok = x.found(last, ret.Block(), st)
		}
		if !ok && made(last) {
			is, ok = x.found(nil, ret.Block(), st) // another error, made of the one that was found
			ok = ok && !is
		}
		return said(is, ok)
	}
	if verdict(last.Type()) {
		is, ok := x.holds(last, st)
		return said(is, ok)
	}
	switch last.Type().Underlying().(type) {
	case *types.Pointer, *types.Interface, *types.Signature, *types.Map, *types.Chan, *types.Slice:
		c, ok := x.value(last, *st).(*ssa.Const)
		return said(!ok || !c.IsNil(), true)
	}
	return unclear
}

// made: an error that is not one that was got before: a package variable, or what a call
// returns.
func made(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.Call:
		return true
	case *ssa.UnOp:
		_, ok := v.X.(*ssa.Global)
		return ok && v.Op == token.MUL
	}
	return false
}

// found: a test that leads to block b, and nowhere else, has found v to be nil or not. nil
// stands for any error.
func (x *explorer) found(v ssa.Value, b *ssa.BasicBlock, st *state) (is, ok bool) {
	if v != nil {
		v = x.value(v, *st)
	}
	for up := b.Idom(); up != nil; up = up.Idom() {
		test, ok := up.Instrs[len(up.Instrs)-1].(*ssa.If)
		if !ok {
			continue
		}
		cmp, ok := test.Cond.(*ssa.BinOp)
		if !ok || cmp.Op != token.EQL && cmp.Op != token.NEQ {
			continue
		}
		c, ok := cmp.Y.(*ssa.Const)
		if !ok || !c.IsNil() || v != nil && x.value(cmp.X, *st) != v || v == nil && !isError(cmp.X.Type()) {
			continue
		}
		for i, succ := range up.Succs {
			if len(succ.Preds) == 1 && succ.Dominates(b) {
				return (i == 0) == (cmp.Op == token.EQL), true
			}
		}
	}
	return false, false
}
