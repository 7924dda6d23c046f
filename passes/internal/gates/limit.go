package gates

import (
	"go/constant"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/effects"
	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
	"github.com/inflight-go/inflight/passes/internal/repeats"
)

// A limit is how many places there are.
type limit struct {
	size repeats.Size
	// value is the number in SSA form, nil if it is out of sight.
	value ssa.Value
}

// unseen is a limit whose number is out of sight.
var unseen = limit{size: repeats.Size{Class: repeats.Unknown}}

// limitOf is the limit n, given at an instruction.
func (a *Analysis) limitOf(n ssa.Value, at ssa.Instruction) limit {
	return limit{a.Repeats.Count(n, at), n}
}

// capacity traces the room of a channel to where it was made.
func (a *Analysis) capacity(key any, ch ssa.Value) limit {
	made := effects.Made(a.P, key, ch)
	if made == nil {
		return unseen
	}
	return a.limitOf(made.Size, made)
}

// weighted traces the capacity of a semaphore of the table to where it was made.
// lifted is the call that made it when the capacity stands for none.
func (a *Analysis) weighted(sem ssa.Value) (capacity limit, lifted *ssa.Call) {
	made := a.maker(sem)
	if made == nil {
		return unseen, nil
	}
	row := a.P.Table.Lookup(flow.Callee(&made.Call))
	args := flow.Args(&made.Call)
	if row.Role != knowledge.NewSemaphore || row.Arg >= len(args) {
		return unseen, nil
	}
	n := args[row.Arg]
	if lifts(n, row.Lifts) {
		lifted = made
	}
	return a.limitOf(n, made), lifted
}

// maker returns the call whose result v is, or the variable or field that v is in
// holds; nil if there is none.
func (a *Analysis) maker(v ssa.Value) *ssa.Call {
	from := a.P.Resolve(v, nil)
	made, _ := from.(*ssa.Call)
	if cell, ok := from.(*ssa.Alloc); ok {
		// The thing itself, not a pointer to one.
		for _, st := range flow.CellStores(cell) {
			made, _ = a.P.Resolve(st.Val, nil).(*ssa.Call)
		}
	}
	holder, ok := a.P.KeyOf(v, nil).(*types.Var)
	if made != nil || !ok {
		return made
	}
	for _, val := range a.P.Stores(holder) {
		if call, ok := val.(*ssa.Call); ok {
			made = call
		}
	}
	return made
}

// follows reports whether a limit is as large as the data that the loop goes over,
// whatever the settings.
func (a *Analysis) follows(l limit, f repeats.Factor) bool {
	return a.sameData(l.size, f) && a.always(l.value)
}

// sameData reports whether a size follows the data that the loop goes over.
func (a *Analysis) sameData(size repeats.Size, f repeats.Factor) bool {
	if !size.Class.Unbounded() || size.Origin == nil || f.Origin == nil {
		return false
	}
	x, y := size.Origin, f.Origin
	if x.Value != nil && y.Value != nil {
		if key := a.P.KeyOf(x.Value, nil); key != nil && key == a.P.KeyOf(y.Value, nil) {
			return true
		}
	}
	return x.Var != nil && x.Var == y.Var
}

// always reports whether a limit follows the data whatever the settings: not so
// when another number can take its place.
func (a *Analysis) always(n ssa.Value) bool {
	if phi, ok := n.(*ssa.Phi); ok {
		for _, e := range phi.Edges {
			if !a.Repeats.Count(e, phi).Class.Unbounded() {
				return false
			}
		}
	}
	return n != nil
}

// lifts reports whether n is a number that stands for no limit.
func lifts(n ssa.Value, l knowledge.Lifts) bool {
	sign, ok := signOf(n)
	switch l {
	case knowledge.LiftsNegative:
		return ok && sign < 0
	case knowledge.LiftsZero:
		return ok && sign == 0
	case knowledge.LiftsNotPositive:
		return ok && sign <= 0
	}
	return false
}

func isZero(n ssa.Value) bool {
	sign, ok := signOf(n)
	return ok && sign == 0
}

// signOf is the sign of a number that is written out.
func signOf(n ssa.Value) (int, bool) {
	c, ok := n.(*ssa.Const)
	if !ok || c.Value == nil || c.Value.Kind() != constant.Int {
		return 0, false
	}
	return constant.Sign(c.Value), true
}
