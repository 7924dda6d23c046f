package gates

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
)

// guard: block b ends in a test, and one of its branches leads to the spawn only
// while a flag is not set or a count is low.
func (a *Analysis) guard(at ssa.Instruction, r region, b *ssa.BasicBlock, note func(any, candidate)) {
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
		if len(succ.Preds) != 1 || !succ.Dominates(at.Block()) {
			continue
		}
		// Have: the spawn is reached from this test by this branch alone.
		cond, want := test.Cond, i == 0
		for {
			not, ok := cond.(*ssa.UnOp)
			if !ok || not.Op != token.NOT {
				break
			}
			cond, want = not.X, !want
		}
		kind := None
		switch {
		case a.flag(cond, want, succ, r):
			kind = StateFlag
		case a.counter(cond, want, r):
			kind = Counter
		}
		if kind != None {
			c := newCuts()
			c.edges[[2]*ssa.BasicBlock{b, succ}] = true
			note(test, candidate{kind: kind, pos: cond.Pos(), cuts: c})
		}
	}
}

// flag: the branch is taken while a variable has one value, and behind the branch
// it gets another, so that the branch is not taken again until somebody resets
// it.
func (a *Analysis) flag(cond ssa.Value, want bool, succ *ssa.BasicBlock, r region) bool {
	if call, ok := cond.(*ssa.Call); ok {
		callee := flow.Callee(&call.Call)
		if callee == nil || callee.Pkg() == nil || callee.Pkg().Path() != "sync/atomic" || a.perElement(call.Call.Args, r) {
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
		// A local flag: some turn that passes the branch leaves another value.
		changed := false
		for i, pred := range v.Block().Preds {
			if r.loop.Blocks[pred] && succ.Dominates(pred) && differs(v.Edges[i], is, v) {
				changed = true
			}
			if phi, ok := v.Edges[i].(*ssa.Phi); ok && r.loop.Blocks[pred] {
				for j, p := range phi.Block().Preds {
					if succ.Dominates(p) && differs(phi.Edges[j], is, v) {
						changed = true
					}
				}
			}
		}
		return changed
	case *ssa.UnOp:
		if v.Op != token.MUL {
			return false
		}
		key := place(v.X)
		if key == nil || a.elementPlace(v.X, r) {
			return false
		}
		for _, b := range v.Parent().Blocks {
			if !succ.Dominates(b) {
				continue
			}
			for _, instr := range b.Instrs {
				if st, ok := instr.(*ssa.Store); ok && place(st.Addr) == key && differs(st.Val, is, nil) {
					return true
				}
			}
		}
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
	case *ssa.MakeChan, *ssa.Alloc, *ssa.MakeClosure, *ssa.MakeMap, *ssa.Call, *ssa.Extract, *ssa.MakeInterface:
		return true
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
				if callee != nil && callee.Pkg() != nil && callee.Pkg().Path() == "sync/atomic" &&
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

// counter: the branch is taken while a number that the spawner increases is
// below a limit.
func (a *Analysis) counter(cond ssa.Value, want bool, r region) bool {
	cmp, ok := cond.(*ssa.BinOp)
	if !ok {
		return false
	}
	switch cmp.Op {
	case token.LSS, token.LEQ, token.GTR, token.GEQ, token.NEQ, token.EQL:
	default:
		return false
	}
	if b, ok := cmp.X.Type().Underlying().(*types.Basic); !ok || b.Info()&types.IsInteger == 0 {
		return false
	}
	for _, side := range [][2]ssa.Value{{cmp.X, cmp.Y}, {cmp.Y, cmp.X}} {
		n, limit := side[0], side[1]
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
		if callee.Pkg().Path() == "sync/atomic" && len(n.Call.Args) > 0 {
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
		if callee != nil && callee.Pkg() != nil && callee.Pkg().Path() == "sync/atomic" &&
			prefix(callee.Name(), "Add") && len(call.Common().Args) > 0 && place(call.Common().Args[0]) == key {
			found = true
		}
	})
	return found
}

// fills: x is a map, slice or channel that the region adds to.
func (a *Analysis) fills(x ssa.Value, r region) bool {
	key := keyOf(x, nil)
	if key == nil {
		return false
	}
	found := false
	flow.Instructions(r.fn, false, func(instr ssa.Instruction) {
		switch instr := instr.(type) {
		case *ssa.MapUpdate:
			if r.contains(instr.Block()) && keyOf(instr.Map, nil) == key {
				found = true
			}
		case *ssa.Send:
			if r.contains(instr.Block()) && keyOf(instr.Chan, nil) == key {
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

// boolConst is the constant b.
func boolConst(b bool) *ssa.Const {
	return ssa.NewConst(constantBool(b), types.Typ[types.Bool])
}
