package tokens

import (
	"go/token"

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
