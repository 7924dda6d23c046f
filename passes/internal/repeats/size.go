package repeats

import (
	"go/constant"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
)

const (
	maxDepth = 12
	maxSteps = 2000
)

// Container says how many elements v has. at is the instruction that asks: what
// happens in the loops around it happens between two of its runs.
func (a *Analysis) Container(v ssa.Value, at ssa.Instruction) Size { return a.container(v, at) }

func (a *Analysis) container(v ssa.Value, at ssa.Instruction) Size {
	if size, ok := byType(v.Type()); ok {
		return size
	}
	t := &tracer{a: a, at: at, seen: map[ssa.Value]bool{}}
	size := t.container(v, 0)
	if size.Class.Unbounded() && at != nil && a.checked(v, at.Block(), nil) {
		return Size{Class: Configured}
	}
	if size.Class == Once {
		size.Class = Constant // nothing is ever added
	}
	if size.Class.Unbounded() && size.Origin == nil {
		size.Origin = &Origin{Kind: Local, Value: v}
	}
	if size.Origin != nil && size.Origin.Value == nil {
		size.Origin.Value = v
	}
	return size
}

// byType: the number of elements that the type alone limits.
func byType(t types.Type) (Size, bool) {
	switch u := t.Underlying().(type) {
	case *types.Array:
		return Size{Class: Constant}, true
	case *types.Pointer:
		if _, ok := u.Elem().Underlying().(*types.Array); ok {
			return Size{Class: Constant}, true
		}
	case *types.Slice:
		if writtenOut(u.Elem()) {
			return Size{Class: Constant}, true
		}
	case *types.Map:
		if b, ok := u.Key().Underlying().(*types.Basic); ok {
			switch b.Kind() {
			case types.Bool, types.Uint8, types.Int8:
				return Size{Class: Constant}, true
			}
		}
		if writtenOut(u.Elem()) {
			return Size{Class: Constant}, true
		}
	}
	return Size{}, false
}

// writtenOut: elements that code writes out one by one, functions and channels.
func writtenOut(elem types.Type) bool {
	switch elem.Underlying().(type) {
	case *types.Signature, *types.Chan:
		return true
	}
	return false
}

// iterator says how many values a range over a function yields.
func (a *Analysis) iterator(v ssa.Value) Size {
	t := &tracer{a: a, seen: map[ssa.Value]bool{}}
	size := t.container(v, 0)
	switch {
	case size.Class == Unknown, size.Origin == nil && size.Class.Unbounded():
		return Size{Class: Data, Origin: &Origin{Kind: Iterator, Value: v}}
	case size.Class == Once:
		return Size{Class: Constant}
	case size.Origin != nil && size.Origin.Kind == Result:
		size.Origin.Kind = Iterator
	}
	return size
}

// A tracer follows one value back to where it was made.
type tracer struct {
	a    *Analysis
	at   ssa.Instruction
	seen map[ssa.Value]bool // on the way to the value in hand
	// steps counts the values looked at: phis can make ways multiply.
	steps int
}

var unknown = Size{Class: Unknown}

func data(kind Kind, v ssa.Value) Size {
	return Size{Class: Data, Origin: &Origin{Kind: kind, Value: v}}
}

func (t *tracer) container(v ssa.Value, depth int) Size {
	if t.steps++; depth > maxDepth || t.steps > maxSteps {
		return unknown
	}
	if t.seen[v] {
		return Size{Class: Once} // a cycle adds nothing of its own
	}
	t.seen[v] = true
	defer delete(t.seen, v)
	if size, ok := byType(v.Type()); ok {
		return size
	}
	switch v := v.(type) {
	case *ssa.Const:
		if v.Value != nil && v.Value.Kind() == constant.String {
			return Size{Class: Constant}
		}
		return Size{Class: Once} // nil
	case *ssa.Slice:
		return t.slice(v, depth)
	case *ssa.MakeSlice:
		return t.a.countFrom(v.Len, t, depth)
	case *ssa.MakeMap:
		return t.built(v, depth)
	case *ssa.Alloc:
		return t.cell(v, depth)
	case *ssa.Phi:
		size := Size{Class: Once}
		for i, e := range v.Edges {
			s := t.container(e, depth+1)
			if s.Class.Unbounded() && t.a.checked(e, v.Block().Preds[i], v.Block()) {
				s = Size{Class: Configured} // if len(x) > k { x = x[:k] }
			}
			size = largest(size, s)
		}
		return size
	case *ssa.Extract:
		switch tuple := v.Tuple.(type) {
		case *ssa.Call:
			return t.result(tuple, v.Index, depth)
		case *ssa.Next:
			if rng, ok := tuple.Iter.(*ssa.Range); ok {
				return t.element(v, rng.X, depth)
			}
		case *ssa.Lookup:
			return t.element(v, tuple.X, depth)
		case *ssa.TypeAssert:
			return t.container(tuple.X, depth+1)
		case *ssa.UnOp, *ssa.Select:
			return data(Channel, v)
		}
		return unknown
	case *ssa.Call:
		return t.result(v, 0, depth)
	case *ssa.Field:
		return t.field(flow.FieldOfValue(v), v.X, v, depth)
	case *ssa.Lookup:
		return t.element(v, v.X, depth)
	case *ssa.Index:
		return t.element(v, v.X, depth)
	case *ssa.UnOp:
		switch v.Op {
		case token.ARROW:
			return data(Channel, v)
		case token.MUL:
			return t.load(v, depth)
		}
	case *ssa.Parameter:
		return t.param(v, depth)
	case *ssa.FreeVar:
		if b := flow.Binding(v); b != nil {
			return t.container(b, depth+1)
		}
		return unknown
	case *ssa.ChangeType:
		return t.container(v.X, depth+1)
	case *ssa.ChangeInterface:
		return t.container(v.X, depth+1)
	case *ssa.Convert:
		return t.container(v.X, depth+1)
	case *ssa.MakeInterface:
		return t.container(v.X, depth+1)
	case *ssa.TypeAssert:
		return t.container(v.X, depth+1)
	case *ssa.BinOp:
		return largest(t.container(v.X, depth+1), t.container(v.Y, depth+1)) // strings joined
	case *ssa.MakeClosure, *ssa.Function:
		return unknown
	}
	return unknown
}

// slice: x[low:high] is as long as the cut says, if that is less than x.
func (t *tracer) slice(v *ssa.Slice, depth int) Size {
	whole := func() Size {
		if alloc, ok := v.X.(*ssa.Alloc); ok {
			if _, isArray := alloc.Type().Underlying().(*types.Pointer).Elem().Underlying().(*types.Array); isArray {
				return Size{Class: Constant} // a literal, or a slice of an array
			}
		}
		return t.container(v.X, depth+1)
	}
	if v.High == nil {
		return whole()
	}
	if v.Low != nil && spans(v.Low, v.High, 0) {
		return Size{Class: Configured} // a piece: items[i:min(i+k, len(items))]
	}
	if c, ok := v.High.(*ssa.Const); ok && c.Value != nil && c.Int64() == 0 {
		return Size{Class: Once} // x[:0], filled again by appends
	}
	if high := t.a.countFrom(v.High, t, depth); high.Class < Unknown {
		return high
	}
	return whole()
}

func (t *tracer) load(v *ssa.UnOp, depth int) Size {
	switch addr := v.X.(type) {
	case *ssa.Alloc, *ssa.FreeVar:
		if cell := flow.Cell(addr); cell != nil {
			return t.cell(cell, depth)
		}
		return unknown
	case *ssa.FieldAddr:
		return t.field(flow.FieldOf(addr), addr.X, v, depth)
	case *ssa.Global:
		return t.global(addr, v, depth)
	case *ssa.IndexAddr:
		return t.element(v, addr.X, depth)
	}
	return unknown
}

// cell: a local variable holds the largest of what is stored to it.
func (t *tracer) cell(cell *ssa.Alloc, depth int) Size {
	a, size := t.a, Size{Class: Once}
	for _, st := range flow.CellStores(cell) {
		size = largest(size, t.container(st.Val, depth+1))
	}
	for _, ref := range *cell.Referrers() {
		if call, ok := ref.(ssa.CallInstruction); ok {
			// &v passed to a function: it is filled there, as by a decoder.
			for _, arg := range call.Common().Args {
				if arg == cell && a.decodes(call) {
					size = largest(size, data(Decoded, cell))
				} else if arg == cell {
					size = largest(size, data(Local, cell))
				}
			}
		}
		if mi, ok := ref.(*ssa.MakeInterface); ok && mi.X == cell && a.filled(mi) {
			size = largest(size, data(Decoded, cell))
		}
	}
	return size
}

// filled reports whether a decoder gets a pointer as an any: directly, or as one of
// several.
func (a *Analysis) filled(ptr *ssa.MakeInterface) bool {
	for _, ref := range *ptr.Referrers() {
		switch ref := ref.(type) {
		case ssa.CallInstruction:
			if a.decodes(ref) {
				return true
			}
		case *ssa.Store:
			index, ok := ref.Addr.(*ssa.IndexAddr)
			if !ok || index.X.Referrers() == nil {
				continue
			}
			for _, use := range *index.X.Referrers() {
				slice, ok := use.(*ssa.Slice)
				if !ok {
					continue
				}
				for _, use := range *slice.Referrers() {
					if call, ok := use.(ssa.CallInstruction); ok && a.decodes(call) {
						return true
					}
				}
			}
		}
	}
	return false
}

// decodes reports whether a call that is given a pointer fills what that points to,
// from somewhere that can fail.
func (a *Analysis) decodes(call ssa.CallInstruction) bool {
	common := call.Common()
	res := common.Signature().Results()
	return res.Len() > 0 && knowledge.IsError(res.At(res.Len()-1).Type()) && a.P.Table.Lookup(flow.Callee(common)).Role != knowledge.Quiet
}

// element: a container inside another is as unknown as that.
func (t *tracer) element(v, container ssa.Value, depth int) Size {
	size := t.container(container, depth+1)
	if size.Class <= Constant {
		if _, ok := container.Type().Underlying().(*types.Map); !ok {
			return Size{Class: Data, Origin: &Origin{Kind: Local, Value: v}}
		}
	}
	var from *Origin
	if size.Origin != nil {
		from = size.Origin
	}
	return Size{Class: Data, Origin: &Origin{Kind: Local, Value: v, From: from}}
}
