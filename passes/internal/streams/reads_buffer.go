package streams

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
)

// root returns what a slice is a part of.
func root(v ssa.Value) ssa.Value {
	for {
		switch x := v.(type) {
		case *ssa.Slice:
			v = x.X
		case *ssa.ChangeType:
			v = x.X
		default:
			return v
		}
	}
}

// same: two values that are one, or loads of one place.
func same(x, y ssa.Value) bool {
	if x == y {
		return true
	}
	a, ok := x.(*ssa.UnOp)
	b, also := y.(*ssa.UnOp)
	if ok && also && a.Op == token.MUL && b.Op == token.MUL {
		return same(a.X, b.X)
	}
	f, ok := x.(*ssa.FieldAddr)
	g, also := y.(*ssa.FieldAddr)
	if ok && also {
		return f.Field == g.Field && same(f.X, g.X)
	}
	s, ok := x.(*ssa.Slice)
	u, also := y.(*ssa.Slice)
	return ok && also && same(s.X, u.X) && sameBound(s.Low, u.Low) && sameBound(s.High, u.High)
}

func sameBound(x, y ssa.Value) bool {
	if x == nil || y == nil {
		return x == nil && y == nil
	}
	if n, ok := number(x); ok {
		m, also := number(y)
		return also && n == m
	}
	return same(x, y)
}

func number(v ssa.Value) (int64, bool) { return flow.ConstInt(unconvert(v)) }

func unconvert(v ssa.Value) ssa.Value {
	for {
		switch x := v.(type) {
		case *ssa.Convert:
			v = x.X
		case *ssa.ChangeType:
			v = x.X
		default:
			return v
		}
	}
}

// inBuffer: v is the buffer of the read, or a part of it.
func (r *Read) inBuffer(v ssa.Value) bool { return same(root(v), root(r.Buf)) }

// Size is the length of the buffer, where it is the same each time.
func (r *Read) Size() (int64, bool) { return sizeOf(r.table, r.Buf) }

func sizeOf(t *Table, v ssa.Value) (int64, bool) {
	switch x := v.(type) {
	case *ssa.ChangeType:
		return sizeOf(t, x.X)
	case *ssa.MakeSlice:
		return number(x.Len)
	case *ssa.Slice:
		low, ok := int64(0), true
		if x.Low != nil {
			low, ok = number(x.Low)
		}
		if x.High != nil {
			if high, also := number(x.High); ok && also {
				return high - low, true
			}
			return oneMore(x.Low, x.High)
		}
		if n, also := sizeOf(t, x.X); ok && also {
			return n - low, true
		}
		return 0, false
	}
	if p, ok := v.Type().Underlying().(*types.Pointer); ok {
		if array, ok := p.Elem().Underlying().(*types.Array); ok {
			return array.Len(), true
		}
		return 0, false
	}
	// All that the variable can be has one size.
	if _, isPhi := v.(*ssa.Phi); isPhi {
		return 0, false
	}
	ends := t.Ends(v)
	size := int64(-1)
	for _, end := range ends {
		if end == v {
			return 0, false
		}
		n, ok := sizeOf(t, end)
		if !ok || size >= 0 && n != size {
			return 0, false
		}
		size = n
	}
	return size, size >= 0
}

// oneMore: the bounds are i and i+1.
func oneMore(low, high ssa.Value) (int64, bool) {
	add, ok := high.(*ssa.BinOp)
	if !ok || low == nil || add.Op != token.ADD || !same(add.X, low) {
		return 0, false
	}
	return number(add.Y)
}

// isLength: v is the length of the buffer.
func (r *Read) isLength(v ssa.Value) bool {
	v = unconvert(v)
	if x := flow.LenOf(v); x != nil {
		return same(x, r.Buf)
	}
	if n, ok := number(v); ok {
		size, known := r.Size()
		return known && n == size
	}
	if made, ok := r.Buf.(*ssa.MakeSlice); ok {
		return unconvert(made.Len) == v
	}
	return false
}

// measured: the buffer is as long as the reader says that it has bytes left.
func (r *Read) measured() bool {
	made, ok := root(r.Buf).(*ssa.MakeSlice)
	if !ok || r.From == nil {
		return false
	}
	call, ok := unconvert(made.Len).(*ssa.Call)
	if !ok {
		return false
	}
	callee := flow.Callee(&call.Call)
	from := flow.Receiver(&call.Call)
	return callee != nil && from != nil && same(from, r.From) && (callee.Name() == "Len" || callee.Name() == "Buffered")
}

// roots returns what a slice can be a part of.
func roots(v ssa.Value) []ssa.Value {
	var out []ssa.Value
	seen := map[ssa.Value]bool{}
	var walk func(v ssa.Value)
	walk = func(v ssa.Value) {
		v = root(v)
		if seen[v] {
			return
		}
		seen[v] = true
		if phi, ok := v.(*ssa.Phi); ok {
			for _, e := range phi.Edges {
				walk(e)
			}
			return
		}
		out = append(out, v)
	}
	walk(v)
	return out
}

// readLater: what was read is looked at by someone, as far as the code tells.
func (r *Read) readLater() bool {
	return slices.ContainsFunc(roots(r.Buf), func(base ssa.Value) bool {
		switch x := base.(type) {
		case *ssa.MakeSlice:
			return r.readFrom(base)
		case *ssa.Alloc:
			if _, ok := x.Type().Underlying().(*types.Pointer).Elem().Underlying().(*types.Array); ok {
				return r.readFrom(base)
			}
		}
		if pooled, ok := fromPool(base); ok {
			return r.readFrom(pooled)
		}
		return true // others have it too
	})
}

// fromPool returns what was taken out of a pool, a buffer or a pointer to one, if v is that.
func fromPool(v ssa.Value) (ssa.Value, bool) {
	if load, ok := v.(*ssa.UnOp); ok && load.Op == token.MUL {
		v = load.X
	}
	assert, ok := v.(*ssa.TypeAssert)
	if !ok || assert.CommaOk {
		return nil, false
	}
	call, ok := assert.X.(*ssa.Call)
	if !ok {
		return nil, false
	}
	callee := flow.Callee(&call.Call)
	return v, callee != nil && callee.FullName() == "(*sync.Pool).Get"
}

// readFrom: after the read somebody looks at what is in base.
func (r *Read) readFrom(base ssa.Value) bool {
	seen := map[ssa.Value]bool{}
	var used func(v ssa.Value) bool
	used = func(v ssa.Value) bool {
		if seen[v] || v.Referrers() == nil {
			return false
		}
		seen[v] = true
		for _, ref := range *v.Referrers() {
			switch ref := ref.(type) {
			case *ssa.DebugRef:
				continue
			case *ssa.Slice:
				if ref.X == v && used(ref) {
					return true
				}
				continue
			case *ssa.ChangeType, *ssa.Phi, *ssa.MakeInterface:
				if used(ref.(ssa.Value)) {
					return true
				}
				continue
			case *ssa.UnOp:
				if _, pointed := ref.Type().Underlying().(*types.Slice); pointed {
					if used(ref) {
						return true
					}
					continue
				}
			case *ssa.Defer:
				continue // it is given back
			case *ssa.IndexAddr:
				if !loaded(ref) {
					continue
				}
			case ssa.CallInstruction:
				if fillsBuffer(ref, v) {
					continue
				}
			}
			if reaches(r.Call, ref) {
				return true
			}
		}
		return false
	}
	return used(base)
}

// loaded: an element is read, not only set.
func loaded(addr *ssa.IndexAddr) bool {
	for _, ref := range *addr.Referrers() {
		if st, ok := ref.(*ssa.Store); !ok || st.Addr != addr {
			return true
		}
	}
	return false
}

// fillsBuffer: a call that only fills v, or asks for its length.
func fillsBuffer(call ssa.CallInstruction, v ssa.Value) bool {
	common := call.Common()
	if b, ok := common.Value.(*ssa.Builtin); ok {
		switch b.Name() {
		case "len", "cap", "clear":
			return true
		case "copy":
			return common.Args[0] == v && common.Args[1] != v
		}
		return false
	}
	callee := flow.Callee(common)
	if callee == nil {
		return false
	}
	if knowledge.ReadingOf(callee) {
		return true
	}
	if row, ok := knowledge.RawOf(callee); ok {
		return row.Reads
	}
	if callee.FullName() == "(*sync.Pool).Put" {
		return true // for others to fill
	}
	if callee.Pkg() != nil && callee.Pkg().Path() == "io" {
		return callee.Name() == "ReadFull" || callee.Name() == "ReadAtLeast"
	}
	return false
}

// reaches: control can come from one instruction to the other.
func reaches(from, to ssa.Instruction) bool {
	if from.Parent() != to.Parent() {
		return true
	}
	if from.Block() == to.Block() {
		for _, instr := range from.Block().Instrs {
			if instr == from {
				return true // it stands before to
			}
			if instr == to {
				break
			}
		}
	}
	seen := map[*ssa.BasicBlock]bool{}
	work := append([]*ssa.BasicBlock(nil), from.Block().Succs...)
	for len(work) > 0 {
		b := work[len(work)-1]
		work = work[:len(work)-1]
		if b == to.Block() {
			return true
		}
		if !seen[b] {
			seen[b] = true
			work = append(work, b.Succs...)
		}
	}
	return false
}
