package gates

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
)

// varies reports whether v is another value in each turn.
func (a *Analysis) varies(r region, v ssa.Value) bool {
	return r.loop != nil && a.Repeats.Variant(r.loop, v)
}

// perTurn reports whether each turn has a semaphore of its own: made in the turn,
// or a field of the element.
func (q *search) perTurn(v ssa.Value, key any) bool {
	l := q.r.loop
	if l == nil {
		return false
	}
	switch made := key.(type) {
	case *ssa.MakeChan, *ssa.Call:
		if i := made.(ssa.Instruction); i.Parent() == l.Header.Parent() && l.Contains(i) {
			return true
		}
	case *ssa.Alloc:
		// The thing itself, not a variable that holds one of several.
		_, isStruct := made.Type().Underlying().(*types.Pointer).Elem().Underlying().(*types.Struct)
		if isStruct && made.Parent() == l.Header.Parent() && l.Contains(made) {
			return true
		}
	}
	switch at := q.P.Resolve(v, nil).(type) {
	case *ssa.FieldAddr:
		return q.varies(q.r, at.X)
	case *ssa.Field:
		return q.varies(q.r, at.X)
	}
	return false
}

// notesEach reports whether a call notes something else in each turn of the loop: then
// it says no to the same element only.
func (q *search) notesEach(call *ssa.Call) bool {
	return slices.ContainsFunc(flow.Args(&call.Call), func(arg ssa.Value) bool { return q.varies(q.r, arg) })
}

// elementPlace reports whether an address is that of a field of the element, or of the
// element itself: one of many.
func (a *Analysis) elementPlace(addr ssa.Value, r region) bool {
	if r.loop == nil {
		return false
	}
	if field, ok := addr.(*ssa.FieldAddr); ok {
		return a.varies(r, field.X)
	}
	_, index := addr.(*ssa.IndexAddr)
	return index
}

// before reports whether x comes before y on every way to y.
func before(x, y ssa.Instruction) bool {
	if x.Block() != y.Block() {
		return x.Block().Dominates(y.Block())
	}
	instrs := x.Block().Instrs
	return slices.Index(instrs, x) < slices.Index(instrs, y)
}

// again reports whether x can run again once y has.
func again(x, y ssa.Instruction) bool {
	seen := map[*ssa.BasicBlock]bool{}
	work := slices.Clone(y.Block().Succs)
	for len(work) > 0 {
		b := work[len(work)-1]
		work = work[:len(work)-1]
		if b == x.Block() {
			return true
		}
		if !seen[b] {
			seen[b] = true
			work = append(work, b.Succs...)
		}
	}
	return false
}
