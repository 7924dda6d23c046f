package channels

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
)

// sizes gives each number of the code one that is small enough to try all ways: how
// often loops go round, how much room channels have. What the code does not fix, as the
// length of data, is one number, larger than all that it does fix. So whatever is found is found
// for data of that length.
type sizes struct {
	seen  map[int64]bool
	scale map[int64]int
	data  int
	// symbols are the values that stand for the length of data.
	symbols map[any]bool
}

const (
	small    = 6 // numbers up to this are taken as they are
	dataSize = 3 // at least
	// fewWorkers is for numbers that the data can be larger than.
	fewWorkers = 2
)

// fix chooses the numbers after a first look at the code. It fails when there are too
// many large ones for their order to say how they add up.
func (s *sizes) fix() bool {
	s.scale = map[int64]int{}
	s.data = dataSize
	largest := int64(0)
	large := map[int64]bool{}
	for n, used := range s.seen {
		if !used {
			delete(s.seen, n)
			continue
		}
		largest = max(largest, n)
		if n > 1 {
			large[n] = true
		}
	}
	if largest <= small {
		for n := range s.seen {
			s.scale[n] = int(n)
		}
		s.data = max(s.data, int(largest)+1)
		return true
	}
	if len(large) > 1 {
		return false
	}
	for n := range s.seen {
		s.scale[n] = int(min(n, dataSize))
	}
	s.data = dataSize + 1
	return true
}

// constant returns the number that stands for n. use notes n as a size; without it only
// what was noted has a number.
func (s *sizes) constant(n int64, use bool) (int, bool) {
	if n < 0 {
		return 0, false
	}
	if n <= 1 {
		return int(n), true // smaller than any data
	}
	if s.scale == nil {
		s.seen[n] = s.seen[n] || use
		return int(min(n, dataSize)), true
	}
	k, ok := s.scale[n]
	return k, ok
}

// scaled reports whether a number is not that of the code.
func (s *sizes) scaled() bool {
	for n, k := range s.scale {
		if int64(k) != n {
			return true
		}
	}
	return false
}

// quantity returns the number that stands for v, a size or a count. use notes it as the
// length of data; without it only what was noted has a number.
func (b *builder) quantity(v ssa.Value, env flow.Env, use bool) (int, bool) {
	return b.sum(v, env, use, 0)
}

// maxSum is how deep sums and products are looked into.
const maxSum = 4

func (b *builder) sum(v ssa.Value, env flow.Env, use bool, depth int) (int, bool) {
	if depth > maxSum || counter(v) {
		return 0, false
	}
	v = b.P.Resolve(v, env)
	if n, ok := flow.ConstInt(v); ok {
		return b.sizes.constant(n, use)
	}
	if op, ok := v.(*ssa.BinOp); ok {
		x, okX := b.sum(op.X, env, use, depth+1)
		y, okY := b.sum(op.Y, env, use, depth+1)
		if okX && okY && (op.Op == token.ADD || op.Op == token.MUL) {
			n := x + y
			if op.Op == token.MUL {
				n = x * y
			}
			return n, n <= 4*dataSize
		}
		return 0, false
	}
	if of := flow.LenOf(v); of != nil {
		return b.length(of, env, use)
	}
	if call, ok := v.(*ssa.Call); ok {
		if builtin, ok := call.Call.Value.(*ssa.Builtin); ok {
			if obj := b.object(call.Call.Args[0], env); builtin.Name() == "cap" && obj != foreign {
				return b.model.objects[obj].room, true
			}
			return 0, false
		}
	}
	if !stable(v) {
		return 0, false
	}
	if !knowledge.IsInteger(v.Type()) {
		if _, isAddr := v.Type().Underlying().(*types.Pointer); !isAddr {
			return 0, false
		}
	}
	n, ok := b.symbol(b.P.KeyOf(v, env), use)
	if call, isCall := v.(*ssa.Call); isCall && (len(call.Call.Args) == 0 || b.P.Table.Lookup(flow.Callee(&call.Call)).Role == knowledge.Processors) {
		n = fewWorkers // asked for without a look at the data, as the number of processors
	}
	return n, ok
}

// counter: a number that the function counts itself.
func counter(v ssa.Value) bool {
	for {
		switch x := v.(type) {
		case *ssa.Phi:
			return true
		case *ssa.Convert:
			v = x.X
		case *ssa.ChangeType:
			v = x.X
		default:
			return false
		}
	}
}

// length is the number of elements of a container.
func (b *builder) length(of ssa.Value, env flow.Env, use bool) (int, bool) {
	t := of.Type().Underlying()
	if p, ok := t.(*types.Pointer); ok {
		t = p.Elem().Underlying()
	}
	if arr, ok := t.(*types.Array); ok {
		return b.sizes.constant(arr.Len(), use)
	}
	if _, ok := t.(*types.Chan); ok {
		return 0, false
	}
	v := b.P.Resolve(of, env)
	if sl, ok := v.(*ssa.Slice); ok {
		if alloc, ok := sl.X.(*ssa.Alloc); ok && sl.Low == nil && sl.High == nil {
			// A literal that is written out.
			if arr, ok := alloc.Type().Underlying().(*types.Pointer).Elem().Underlying().(*types.Array); ok {
				return b.sizes.constant(arr.Len(), use)
			}
		}
		return 0, false // a part of it
	}
	switch v := v.(type) {
	case *ssa.Call:
		if _, builtin := v.Call.Value.(*ssa.Builtin); builtin {
			return 0, false // append: a sum
		}
	case *ssa.IndexAddr, *ssa.Index, *ssa.Lookup, *ssa.Extract:
		return 0, false // of an element: all of them together may be as long as something else
	}
	key := b.P.KeyOf(v, env)
	if key == nil {
		key = v
	}
	return b.symbol(key, use)
}

func (b *builder) symbol(key any, use bool) (int, bool) {
	if key == nil {
		return 0, false
	}
	if use {
		b.sizes.symbols[key] = true
	}
	return b.sizes.data, b.sizes.symbols[key]
}

// stable: a value that is the same wherever it is used, as far as can be seen.
func stable(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.Parameter, *ssa.Call, *ssa.Extract, *ssa.Field:
		return true
	case *ssa.FieldAddr, *ssa.Global:
		return true // set once, at the beginning: what else would a size be
	case *ssa.UnOp:
		return v.Op != token.MUL && v.Op != token.ARROW
	}
	return false
}
