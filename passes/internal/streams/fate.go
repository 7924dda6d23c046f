package streams

import (
	"go/token"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/knowledge"
)

// A Fate says what becomes of the error of a call.
type Fate uint8

const (
	// Looked: it is compared, returned, stored or handed on, or that cannot be seen.
	Looked Fate = iota
	// Dropped: no variable holds it.
	Dropped
	// Unread: a variable holds it until something else is assigned to that.
	Unread
	// Last: what looks at it stands after the loop, and so sees that of the last turn.
	Last
)

// ErrorOf returns the error among the results of a call, nil when no variable holds it. ok
// is false when the call has none.
func ErrorOf(call ssa.CallInstruction) (err ssa.Value, ok bool) {
	results := call.Common().Signature().Results()
	last := results.Len() - 1
	if last < 0 || !knowledge.IsError(results.At(last).Type()) {
		return nil, false
	}
	v := call.Value()
	if v == nil {
		return nil, true // go or defer
	}
	return Result(v, last, results.Len()), true
}

// Result returns the value of one of n results of a call, nil when nothing takes it.
func Result(call *ssa.Call, index, n int) ssa.Value {
	if n == 1 {
		if len(*call.Referrers()) == 0 {
			return nil
		}
		return call
	}
	for _, ref := range *call.Referrers() {
		if x, ok := ref.(*ssa.Extract); ok && x.Index == index && len(*x.Referrers()) > 0 {
			return x
		}
	}
	return nil
}

// FateOf says what becomes of the error of a call.
func (t *Table) FateOf(call ssa.CallInstruction) Fate {
	err, ok := ErrorOf(call)
	if !ok || countLooked(call) {
		return Looked
	}
	if err == nil {
		return Dropped
	}
	u := &uses{seen: map[ssa.Instruction]bool{}}
	u.of(err)
	switch {
	case u.open:
		return Looked
	case len(u.at) == 0:
		return Unread
	}
	loop := t.P.Loops(call.Parent()).Of(call)
	if loop == nil {
		return Looked
	}
	for _, at := range u.at {
		if loop.Contains(at) {
			return Looked
		}
	}
	return Last
}

// countLooked: the count of a call, or the sum that it goes into, is compared with another
// number: a writer that fails says that it wrote less.
func countLooked(call ssa.CallInstruction) bool {
	v := call.Value()
	n := call.Common().Signature().Results().Len()
	if v == nil || n < 2 {
		return false
	}
	count := Result(v, 0, n)
	if count == nil {
		return false
	}
	seen := map[ssa.Value]bool{}
	var walk func(v ssa.Value) bool
	walk = func(v ssa.Value) bool {
		if seen[v] {
			return false
		}
		seen[v] = true
		for _, ref := range *v.Referrers() {
			switch ref := ref.(type) {
			case *ssa.Phi:
				if walk(ref) {
					return true
				}
			case *ssa.Convert:
				if walk(ref) {
					return true
				}
			case *ssa.BinOp:
				if comparison(ref.Op) || ref.Op == token.ADD && walk(ref) {
					return true
				}
			}
		}
		return false
	}
	return walk(count)
}

// uses are the places that look at a value.
type uses struct {
	seen map[ssa.Instruction]bool
	at   []ssa.Instruction
	// open: it goes where nobody can follow it.
	open bool
}

func (u *uses) of(v ssa.Value) {
	for _, ref := range *v.Referrers() {
		if u.seen[ref] {
			continue
		}
		u.seen[ref] = true
		switch ref := ref.(type) {
		case *ssa.Phi:
			u.of(ref)
		case *ssa.DebugRef:
		case *ssa.Store:
			if cell, ok := ref.Addr.(*ssa.Alloc); ok && ref.Val == v {
				u.stored(ref, cell)
			} else {
				u.open = true
			}
		default:
			u.at = append(u.at, ref)
		}
	}
}

// stored looks for what reads a variable before it is set again.
func (u *uses) stored(st *ssa.Store, cell *ssa.Alloc) {
	for _, ref := range *cell.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Store:
			if ref.Val == cell {
				u.open = true
			}
		case *ssa.UnOp:
		default:
			u.open = true // a closure or another function may read it at any time
		}
	}
	if u.open {
		return
	}
	seen := map[*ssa.BasicBlock]bool{}
	var scan func(b *ssa.BasicBlock, from int)
	scan = func(b *ssa.BasicBlock, from int) {
		for _, instr := range b.Instrs[from:] {
			switch instr := instr.(type) {
			case *ssa.Store:
				if instr.Addr == cell {
					return
				}
			case *ssa.UnOp:
				if instr.Op == token.MUL && instr.X == cell {
					u.of(instr)
				}
			}
		}
		for _, next := range b.Succs {
			if !seen[next] {
				seen[next] = true
				scan(next, 0)
			}
		}
	}
	for i, instr := range st.Block().Instrs {
		if instr == st {
			scan(st.Block(), i+1)
		}
	}
}
