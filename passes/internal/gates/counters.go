package gates

import (
	"go/token"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/effects"
	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
)

// counter: the branch is taken while a number that the spawner increases is
// below a limit. stops: the other branch leaves the region.
func (a *Analysis) counter(cond ssa.Value, want bool, r region, stops bool) bool {
	cmp, ok := cond.(*ssa.BinOp)
	if !ok || !knowledge.IsInteger(cmp.X.Type()) {
		return false
	}
	switch cmp.Op {
	case token.LSS, token.LEQ:
		return want && a.grows(cmp.X, cmp.Y, r) || !want && a.grows(cmp.Y, cmp.X, r)
	case token.GTR, token.GEQ:
		return !want && a.grows(cmp.X, cmp.Y, r) || want && a.grows(cmp.Y, cmp.X, r)
	case token.NEQ, token.EQL:
		// Passed by, a number is not a limit.
		return stops && (cmp.Op == token.NEQ) == want && (a.grows(cmp.X, cmp.Y, r) || a.grows(cmp.Y, cmp.X, r))
	}
	return false
}

// grows: n is something that the region makes larger, while the limit stays.
func (a *Analysis) grows(n, limit ssa.Value, r region) bool {
	// Empty or not is no limit.
	return !isZero(limit) && !a.varies(r, limit) && a.larger(n, limit, r)
}

// larger: n is something that the region makes larger: a variable, a field, an
// atomic, the length of a map it fills.
func (a *Analysis) larger(n, limit ssa.Value, r region) bool {
	switch n := n.(type) {
	case *ssa.Convert:
		return a.larger(n.X, limit, r)
	case *ssa.BinOp:
		phi, ok := n.X.(*ssa.Phi)
		return ok && n.Op == token.ADD && a.larger(phi, limit, r)
	case *ssa.Phi:
		if r.loop == nil || n.Block() != r.loop.Header {
			return false
		}
		if a.Repeats.Count(limit, n).Class.Unbounded() {
			return false // the loop's own index
		}
		for _, e := range n.Edges {
			if addsTo(e, n, 0) {
				return true
			}
		}
	case *ssa.UnOp:
		key := place(n.X)
		return n.Op == token.MUL && key != nil && !a.elementPlace(n.X, r) && changed(key, r)
	case *ssa.Call:
		if x := flow.LenOf(n); x != nil {
			return a.fills(x, r)
		}
		switch effects.AtomicOf(flow.Callee(&n.Call)) {
		case effects.Add:
			return true // compares what it has just increased
		case effects.Load:
			return addsAtomic(place(atomicPlace(&n.Call)), r)
		}
	}
	return false
}

// addsTo: v is n with something added.
func addsTo(v, n ssa.Value, depth int) bool {
	if depth > 4 {
		return false
	}
	switch v := v.(type) {
	case *ssa.BinOp:
		return v.Op == token.ADD && (v.X == n || addsTo(v.X, n, depth+1))
	case *ssa.Phi:
		if v == n {
			return false
		}
		for _, e := range v.Edges {
			if addsTo(e, n, depth+1) {
				return true
			}
		}
	}
	return false
}

// changed: the region, or a function it calls, adds to the place.
func changed(key any, r region) bool {
	found := false
	flow.Instructions(r.fn, true, func(instr ssa.Instruction) {
		if st, ok := instr.(*ssa.Store); ok && place(st.Addr) == key {
			if bin, ok := st.Val.(*ssa.BinOp); ok && bin.Op == token.ADD {
				found = true
			}
		}
	})
	return found
}

// addsAtomic: the region adds to the atomic at the place.
func addsAtomic(key any, r region) bool {
	found := false
	flow.Instructions(r.fn, true, func(instr ssa.Instruction) {
		call, ok := instr.(ssa.CallInstruction)
		if ok && key != nil && effects.AtomicOf(flow.Callee(call.Common())) == effects.Add && place(atomicPlace(call.Common())) == key {
			found = true
		}
	})
	return found
}

// fills: x is a map, slice or channel that the region adds to.
func (a *Analysis) fills(x ssa.Value, r region) bool {
	key := a.P.KeyOf(x, nil)
	if key == nil {
		return false
	}
	found := false
	for _, b := range r.blocks() {
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.MapUpdate:
				found = found || a.P.KeyOf(instr.Map, nil) == key
			case *ssa.Send:
				found = found || a.P.KeyOf(instr.Chan, nil) == key
			}
		}
	}
	return found
}
