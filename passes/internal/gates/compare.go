package gates

import (
	"go/constant"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/effects"
	"github.com/inflight-go/inflight/passes/internal/flow"
)

// testOf returns the test that a block ends in, nil if it has none.
func testOf(b *ssa.BasicBlock) *ssa.If {
	if len(b.Instrs) == 0 {
		return nil
	}
	test, _ := b.Instrs[len(b.Instrs)-1].(*ssa.If)
	return test
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

// comparedTo returns the variable that cond compares with a constant, and the
// constant it equals when cond is as wanted.
func comparedTo(cond ssa.Value, want bool) (v ssa.Value, is *ssa.Const, ok bool) {
	bin, isBin := cond.(*ssa.BinOp)
	if !isBin {
		if t, ok := cond.Type().Underlying().(*types.Basic); !ok || t.Info()&types.IsBoolean == 0 {
			return nil, nil, false
		}
		return cond, ssa.NewConst(constant.MakeBool(want), types.Typ[types.Bool]), true
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

// comparedToNil returns the variable that test compares with nil, and the branch that
// is taken when it is nil; nil if it does something else.
func comparedToNil(test *ssa.If) (v ssa.Value, whenNil *ssa.BasicBlock) {
	v, isNil := flow.AgainstNil(test.Cond)
	switch {
	case v == nil:
		return nil, nil
	case isNil:
		return v, test.Block().Succs[0]
	}
	return v, test.Block().Succs[1]
}

// asksForMaximum reports whether b tests that a maximum is not zero, and if so goes on
// to next.
func asksForMaximum(b, next *ssa.BasicBlock) bool {
	test := testOf(b)
	if test == nil || b.Succs[0] != next {
		return false
	}
	cmp, ok := test.Cond.(*ssa.BinOp)
	return ok && (cmp.Op == token.GTR || cmp.Op == token.NEQ) && isZero(cmp.Y)
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

// atomicPlace is the address of the atomic that a call is made on, nil if it is made on
// none.
func atomicPlace(call *ssa.CallCommon) ssa.Value {
	if effects.AtomicOf(flow.Callee(call)) == effects.NotAtomic {
		return nil
	}
	return effects.Subject(call)
}
