package repeats

import (
	"go/token"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
)

// exitCount finds a counter that leaves the loop: `if n == limit { break }`, where
// n grows in every turn.
func (a *Analysis) exitCount(l *flow.Loop) (best Size, found bool) {
	for _, b := range loopTests(l) {
		test := b.Instrs[len(b.Instrs)-1].(*ssa.If)
		cmp, ok := test.Cond.(*ssa.BinOp)
		if !ok || !dominatesLatches(l, b) {
			continue
		}
		switch cmp.Op {
		case token.LSS, token.LEQ, token.EQL, token.NEQ, token.GTR, token.GEQ:
		default:
			continue
		}
		for _, side := range [][2]ssa.Value{{cmp.X, cmp.Y}, {cmp.Y, cmp.X}} {
			if counts(l, side[0]) && !a.variant(l, side[1], 0) {
				if n := a.count(side[1], cmp, 0); !found || n.Class < best.Class {
					best, found = n, true
				}
			}
		}
	}
	return best, found
}

// dominatesLatches: every turn passes b.
func dominatesLatches(l *flow.Loop, b *ssa.BasicBlock) bool {
	for _, pred := range l.Header.Preds {
		if l.Blocks[pred] && !b.Dominates(pred) {
			return false
		}
	}
	return true
}

// counts reports whether v is a number that every turn of l makes larger.
func counts(l *flow.Loop, v ssa.Value) bool {
	phi, ok := v.(*ssa.Phi)
	if !ok {
		if bin, isBin := v.(*ssa.BinOp); isBin && bin.Op == token.ADD {
			phi, ok = bin.X.(*ssa.Phi)
		}
	}
	if !ok || phi.Block() != l.Header {
		return false
	}
	for i, pred := range l.Header.Preds {
		if !l.Blocks[pred] {
			continue
		}
		bin, ok := phi.Edges[i].(*ssa.BinOp)
		if !ok || bin.Op != token.ADD || bin.X != phi {
			return false
		}
	}
	return true
}

// Variant reports whether v can differ from one turn of the loop to the next.
func (a *Analysis) Variant(l *flow.Loop, v ssa.Value) bool { return a.variant(l, v, 0) }

func (a *Analysis) variant(l *flow.Loop, v ssa.Value, depth int) bool {
	if depth > 12 {
		return false
	}
	instr, ok := v.(ssa.Instruction)
	if !ok || instr.Parent() != l.Header.Parent() || !l.Contains(instr) {
		return false
	}
	switch v := v.(type) {
	case *ssa.Phi:
		return true
	case *ssa.Next:
		return true
	case *ssa.Select:
		return true
	case *ssa.UnOp:
		switch v.Op {
		case token.ARROW:
			return true
		case token.MUL:
			if cell := flow.Cell(v.X); cell != nil {
				for _, st := range flow.CellStores(cell) {
					if st.Parent() == l.Header.Parent() && l.Contains(st) && a.variant(l, st.Val, depth+1) {
						return true
					}
				}
				return false
			}
		}
	case *ssa.Alloc:
		for _, st := range flow.CellStores(v) {
			if st.Parent() == l.Header.Parent() && l.Contains(st) && a.variant(l, st.Val, depth+1) {
				return true
			}
		}
		return false
	case *ssa.Call:
		if len(v.Call.Args) == 0 && !v.Call.IsInvoke() {
			return false
		}
	}
	for _, op := range instr.Operands(nil) {
		if *op != nil && a.variant(l, *op, depth+1) {
			return true
		}
	}
	return false
}

// used counts the lists that every turn of a loop cuts something from, and that end
// it when they are empty.
func used(l *flow.Loop) int {
	lists := map[*ssa.Phi]bool{}
	for _, b := range loopTests(l) {
		cmp, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If).Cond.(*ssa.BinOp)
		if !ok {
			continue
		}
		if !flow.IsInt(cmp.Y, 0) {
			continue
		}
		phi, ok := flow.LenOf(cmp.X).(*ssa.Phi)
		if !ok || phi.Block() != l.Header {
			continue
		}
		for i, pred := range l.Header.Preds {
			if cut, ok := phi.Edges[i].(*ssa.Slice); ok && l.Blocks[pred] && cut.X == phi {
				lists[phi] = true
			}
		}
	}
	return len(lists)
}
