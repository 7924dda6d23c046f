package repeats

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
)

// field: a field holds what the package stores there; only a field that nobody
// but this package can set, and that is only ever given literals, is constant.
func (t *tracer) field(f *types.Var, base ssa.Value, v ssa.Value, depth int) Size {
	if f == nil {
		return unknown
	}
	if t.a.declared(f) || t.a.declaredType(v.Type()) {
		return Size{Class: Configured}
	}
	from := t.owner(base, depth)
	if from != nil && t.a.P.Table.Lookup(from.Func).Role == knowledge.Receive {
		return Size{Class: Configured} // one batch of messages
	}
	return Size{Class: Data, Origin: &Origin{Kind: Field, Var: f, Value: v, From: from}}
}

// owner says where the struct that a field is read from comes from, when that is
// a message, a request or a listing.
func (t *tracer) owner(base ssa.Value, depth int) *Origin {
	if depth > maxDepth {
		return nil
	}
	switch b := base.(type) {
	case *ssa.UnOp:
		switch b.Op {
		case token.ARROW:
			return &Origin{Kind: Channel, Value: b}
		case token.MUL:
			switch addr := b.X.(type) {
			case *ssa.FieldAddr:
				return t.owner(addr.X, depth+1)
			case *ssa.Alloc, *ssa.FreeVar:
				if cell := flow.Cell(addr); cell != nil {
					for _, st := range flow.CellStores(cell) {
						if o := t.owner(st.Val, depth+1); o != nil {
							return o
						}
					}
				}
			case *ssa.IndexAddr:
				return t.owner(addr.X, depth+1)
			}
		}
	case *ssa.FieldAddr:
		return t.owner(b.X, depth+1)
	case *ssa.Field:
		return t.owner(b.X, depth+1)
	case *ssa.Extract:
		switch tuple := b.Tuple.(type) {
		case *ssa.Call:
			return t.owner(tuple, depth+1)
		case *ssa.Select, *ssa.UnOp:
			return &Origin{Kind: Channel, Value: b}
		case *ssa.TypeAssert:
			return t.owner(tuple.X, depth+1)
		}
	case *ssa.TypeAssert:
		return t.owner(b.X, depth+1)
	case *ssa.Call:
		fn := flow.Callee(&b.Call)
		if failing(fn) {
			return &Origin{Kind: Listing, Func: fn, Value: b}
		}
		return &Origin{Kind: Result, Func: fn, Value: b}
	case *ssa.Alloc:
		for _, ref := range *b.Referrers() {
			if mi, ok := ref.(*ssa.MakeInterface); ok && mi.X == b && t.a.filled(mi) {
				return &Origin{Kind: Decoded, Value: b} // filled through a pointer, as by a decoder
			}
		}
		for _, st := range flow.CellStores(b) {
			if o := t.owner(st.Val, depth+1); o != nil {
				return o
			}
		}
	case *ssa.Parameter:
		fn := b.Parent()
		if fn.Signature.Recv() != nil && len(fn.Params) > 0 && fn.Params[0] == b {
			return nil // the receiver: the object's own state
		}
		return &Origin{Kind: Parameter, Value: b, Var: paramVar(b)}
	}
	return nil
}

func paramVar(p *ssa.Parameter) *types.Var {
	v, _ := p.Object().(*types.Var)
	return v
}

// global: a package variable that is only ever set to literals is constant.
func (t *tracer) global(g *ssa.Global, v ssa.Value, depth int) Size {
	obj, _ := g.Object().(*types.Var)
	if obj == nil {
		return unknown
	}
	if obj.Pkg() != nil && obj.Pkg().Path() == "os" && obj.Name() == "Args" {
		return Size{Class: Data, Origin: &Origin{Kind: Arguments, Var: obj, Value: v}}
	}
	if t.a.declared(obj) {
		return Size{Class: Configured}
	}
	if t.a.Sized != nil {
		if class, ok := t.a.Sized(obj); ok {
			return Size{Class: class}
		}
	}
	return Size{Class: Data, Origin: &Origin{Kind: Variable, Var: obj, Value: v}}
}

// param: an unexported function's callers decide; anybody else's parameter is
// the caller's data.
func (t *tracer) param(p *ssa.Parameter, depth int) Size {
	fn := p.Parent()
	index := -1
	for i, q := range fn.Params {
		if q == p {
			index = i
		}
	}
	origin := &Origin{Kind: Parameter, Var: paramVar(p), Value: p}
	if origin.Var != nil && t.a.declared(origin.Var) || t.a.declaredType(p.Type()) {
		return Size{Class: Configured}
	}
	if fn.Signature.Variadic() && index == len(fn.Params)-1 {
		origin.Kind = Variadic
	}
	if chunk := t.chunkOf(fn); chunk != nil {
		return t.a.countFrom(chunk, t, depth)
	}
	if fn.Parent() != nil {
		// A literal's parameter: what its one use passes.
		return t.literalParam(fn, index, origin, depth)
	}
	calls, all := t.a.P.Callers(fn)
	if len(calls) == 0 || depth > maxDepth-4 {
		return Size{Class: Data, Origin: origin}
	}
	size := Size{Class: Once}
	for _, call := range calls {
		common := call.Common()
		if index >= len(common.Args) {
			continue
		}
		sub := &tracer{a: t.a, at: call, seen: t.seen, steps: t.steps}
		arg := sub.container(common.Args[index], depth+3)
		if arg.Class.Unbounded() && t.a.checked(common.Args[index], call.Block(), nil) {
			arg = Size{Class: Configured}
		}
		size = largest(size, arg)
	}
	if size.Class.Unbounded() || !all {
		origin.From = size.Origin
		return Size{Class: Data, Origin: origin}
	}
	if size.Class == Once {
		size.Class = Constant
	}
	size.Callers = fn
	return size
}

func (t *tracer) literalParam(fn *ssa.Function, index int, origin *Origin, depth int) Size {
	size := Size{Class: Once}
	found := false
	for _, use := range Uses(fn) {
		call, ok := use.Instr.(ssa.CallInstruction)
		if !ok || use.Arg >= 0 {
			continue
		}
		args := call.Common().Args
		if index < len(args) {
			found = true
			size = largest(size, t.container(args[index], depth+1))
		}
	}
	if !found || size.Class.Unbounded() && size.Origin == nil {
		return Size{Class: Data, Origin: origin}
	}
	return size
}

// declared reports whether a directive says that obj is bounded.
func (a *Analysis) declared(obj types.Object) bool { return a.Bounded != nil && a.Bounded(obj) }

func (a *Analysis) declaredType(t types.Type) bool {
	if p, ok := t.(*types.Pointer); ok {
		t = p.Elem()
	}
	n, ok := types.Unalias(t).(*types.Named)
	return ok && a.declared(n.Obj())
}
