package flow

import (
	"go/constant"
	"go/token"

	"golang.org/x/tools/go/ssa"
)

// SameTurns reports whether two loops go round as often.
func (p *Program) SameTurns(x, y *Loop) bool {
	cx, nx := p.Turns(x)
	cy, ny := p.Turns(y)
	if nx != nil && LenOf(nx) != nil {
		cx = LenOf(nx)
	}
	if ny != nil && LenOf(ny) != nil {
		cy = LenOf(ny)
	}
	return cx != nil && cy != nil && p.Same(cx, cy) || nx != nil && ny != nil && p.Same(nx, ny)
}

// Turns returns what a loop goes over, or how far it counts from zero; nil, nil when
// how often it goes round is something else.
func (p *Program) Turns(l *Loop) (container, n ssa.Value) {
	for _, b := range l.InOrder() {
		for _, instr := range b.Instrs {
			if next, ok := instr.(*ssa.Next); ok && b == l.Header {
				if rng, ok := next.Iter.(*ssa.Range); ok {
					return rng.X, nil
				}
			}
		}
	}
	cmp := less(l.Header)
	if latch := l.Latch(); latch != nil {
		cmp = less(latch)
	} else if cmp == nil || !fromZero(cmp.X, l) {
		return nil, nil
	}
	if x := LenOf(cmp.Y); x != nil {
		return x, cmp.Y
	}
	return nil, cmp.Y
}

// less returns the comparison x < y at the end of b, nil if there is none.
func less(b *ssa.BasicBlock) *ssa.BinOp {
	if b == nil || len(b.Instrs) == 0 {
		return nil
	}
	test, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
	if !ok {
		return nil
	}
	cmp, ok := test.Cond.(*ssa.BinOp)
	if !ok || cmp.Op != token.LSS {
		return nil
	}
	return cmp
}

// Latch returns the block that counts at the end of each turn of a loop whether there is
// another, as that of a range over a number does; nil if there is none.
func (l *Loop) Latch() *ssa.BasicBlock {
	var latch *ssa.BasicBlock
	for _, pred := range l.Header.Preds {
		if !l.Blocks[pred] {
			continue
		}
		if latch != nil || pred.Succs[0] != l.Header || len(pred.Succs) != 2 || l.Blocks[pred.Succs[1]] {
			return nil
		}
		latch = pred
	}
	if cmp := less(latch); cmp == nil || !afterTurn(cmp.X, l) {
		return nil
	}
	return latch
}

// afterTurn: the counter of a loop, which starts at zero, raised by one.
func afterTurn(v ssa.Value, l *Loop) bool {
	add, ok := v.(*ssa.BinOp)
	if !ok || add.Op != token.ADD || !IsInt(add.Y, 1) {
		return false
	}
	return fromZero(add.X, l)
}

// fromZero: a counter that starts at zero, or at -1 and is raised before the test, as
// that of a range is, and goes up by one.
func fromZero(v ssa.Value, l *Loop) bool {
	if load, ok := v.(*ssa.UnOp); ok && load.Op == token.MUL {
		return cellsFromZero(load.X, l)
	}
	start := int64(0)
	if add, ok := v.(*ssa.BinOp); ok && add.Op == token.ADD && IsInt(add.Y, 1) {
		v, start = add.X, -1
	}
	phi, ok := v.(*ssa.Phi)
	if !ok || phi.Block() != l.Header {
		return false
	}
	for i, e := range phi.Edges {
		if l.Blocks[phi.Block().Preds[i]] {
			add, ok := e.(*ssa.BinOp)
			if !ok || add.Op != token.ADD || add.X != phi || !IsInt(add.Y, 1) {
				return false
			}
			continue
		}
		if !IsInt(e, start) {
			return false
		}
	}
	return true
}

// cellsFromZero: a counter that literals in the loop capture, so that each turn has a
// variable of its own, which begins as that of the turn before and goes up by one.
func cellsFromZero(v ssa.Value, l *Loop) bool {
	phi, ok := v.(*ssa.Phi)
	if !ok || phi.Block() != l.Header {
		return false
	}
	for i, e := range phi.Edges {
		cell, ok := e.(*ssa.Alloc)
		if !ok {
			return false
		}
		stores := CellStores(cell)
		if !l.Blocks[phi.Block().Preds[i]] {
			if len(stores) != 1 || !IsInt(stores[0].Val, 0) {
				return false
			}
			continue
		}
		if len(stores) != 2 {
			return false
		}
		old, ok := stores[0].Val.(*ssa.UnOp)
		if !ok || old.Op != token.MUL || old.X != phi {
			return false
		}
		add, ok := stores[1].Val.(*ssa.BinOp)
		if !ok || add.Op != token.ADD || !IsInt(add.Y, 1) {
			return false
		}
		if own, ok := add.X.(*ssa.UnOp); !ok || own.X != cell {
			return false
		}
	}
	return true
}

// LenOf returns x of len(x).
func LenOf(v ssa.Value) ssa.Value {
	call, ok := v.(*ssa.Call)
	if !ok {
		return nil
	}
	if b, ok := call.Call.Value.(*ssa.Builtin); !ok || b.Name() != "len" {
		return nil
	}
	return call.Call.Args[0]
}

// Same reports whether two values are certainly one.
func (p *Program) Same(x, y ssa.Value) bool {
	x, y = p.Resolve(x, nil), p.Resolve(y, nil)
	if x == y {
		switch x.(type) {
		case *ssa.Global, *ssa.Alloc, *ssa.FreeVar:
			return false // a variable that is set again
		}
		return true
	}
	cx, ok := x.(*ssa.Const)
	if !ok {
		return false
	}
	cy, ok := y.(*ssa.Const)
	return ok && cx.Value != nil && cy.Value != nil && constant.Compare(cx.Value, token.EQL, cy.Value)
}
