package gates

import (
	"go/constant"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
)

// counter: the branch is taken while a number that the spawner increases is
// below a limit.
func (a *Analysis) counter(cond ssa.Value, want bool, r region, stops bool) bool {
	cmp, ok := cond.(*ssa.BinOp)
	if !ok {
		return false
	}
	switch cmp.Op {
	case token.LSS, token.LEQ, token.GTR, token.GEQ, token.NEQ, token.EQL:
	default:
		return false
	}
	if (cmp.Op == token.EQL || cmp.Op == token.NEQ) && !stops {
		return false // passed by, not a limit
	}
	if b, ok := cmp.X.Type().Underlying().(*types.Basic); !ok || b.Info()&types.IsInteger == 0 {
		return false
	}
	for _, side := range [][2]ssa.Value{{cmp.X, cmp.Y}, {cmp.Y, cmp.X}} {
		n, limit := side[0], side[1]
		if c, ok := limit.(*ssa.Const); ok && c.Value != nil && constant.Sign(c.Value) == 0 {
			continue // empty or not is no limit
		}
		if r.loop != nil && a.Repeats.Variant(r.loop, limit) {
			continue
		}
		below := (cmp.Op == token.LSS || cmp.Op == token.LEQ || cmp.Op == token.NEQ) == want
		if n == cmp.Y {
			below = (cmp.Op == token.GTR || cmp.Op == token.GEQ || cmp.Op == token.NEQ) == want
		}
		if cmp.Op == token.EQL {
			below = !want
		}
		if below && a.grows(n, limit, r) {
			return true
		}
	}
	return false
}

// grows: n is something that the region makes larger: a variable, a field, an
// atomic, the length of a map it fills.
func (a *Analysis) grows(n, limit ssa.Value, r region) bool {
	switch n := n.(type) {
	case *ssa.Convert:
		return a.grows(n.X, limit, r)
	case *ssa.BinOp:
		phi, ok := n.X.(*ssa.Phi)
		return ok && n.Op == token.ADD && a.grows(phi, limit, r)
	case *ssa.Phi:
		if r.loop == nil || n.Block() != r.loop.Header {
			return false
		}
		if size := a.Repeats.Count(limit, n); size.Class.Unbounded() {
			return false // the loop's own index
		}
		for _, e := range n.Edges {
			if addsTo(e, n, 0) {
				return true
			}
		}
	case *ssa.UnOp:
		if n.Op != token.MUL {
			return false
		}
		key := place(n.X)
		if key == nil || a.elementPlace(n.X, r) {
			return false
		}
		return a.changed(key, r)
	case *ssa.Call:
		if x := builtinLen(n); x != nil {
			return a.fills(x, r)
		}
		callee := flow.Callee(&n.Call)
		if callee == nil || callee.Pkg() == nil {
			return false
		}
		if isAtomic(callee) && len(n.Call.Args) > 0 {
			key := place(n.Call.Args[0])
			// atomic.Add compares what it has just increased; Load needs an
			// Add elsewhere.
			if prefix(callee.Name(), "Add") {
				return true
			}
			return key != nil && prefix(callee.Name(), "Load") && a.addsAtomic(key, r)
		}
	}
	return false
}

// isAtomic: a function or method of the standard library's atomic numbers and flags,
// or of the package that had such types before it.
func isAtomic(fn *types.Func) bool {
	if fn == nil || fn.Pkg() == nil {
		return false
	}
	path := knowledge.PackagePath(fn.Pkg())
	return path == "sync/atomic" || path == "go.uber.org/atomic"
}

func prefix(s, p string) bool { return len(s) >= len(p) && s[:len(p)] == p }

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
func (a *Analysis) changed(key any, r region) bool {
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

func (a *Analysis) addsAtomic(key any, r region) bool {
	found := false
	flow.Instructions(r.fn, true, func(instr ssa.Instruction) {
		call, ok := instr.(ssa.CallInstruction)
		if !ok {
			return
		}
		callee := flow.Callee(call.Common())
		if callee != nil && callee.Pkg() != nil && isAtomic(callee) &&
			prefix(callee.Name(), "Add") && len(call.Common().Args) > 0 && place(call.Common().Args[0]) == key {
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
	flow.Instructions(r.fn, false, func(instr ssa.Instruction) {
		switch instr := instr.(type) {
		case *ssa.MapUpdate:
			if r.contains(instr.Block()) && a.P.KeyOf(instr.Map, nil) == key {
				found = true
			}
		case *ssa.Send:
			if r.contains(instr.Block()) && a.P.KeyOf(instr.Chan, nil) == key {
				found = true
			}
		}
	})
	return found
}

func builtinLen(call *ssa.Call) ssa.Value {
	if b, ok := call.Call.Value.(*ssa.Builtin); ok && b.Name() == "len" {
		return call.Call.Args[0]
	}
	return nil
}
