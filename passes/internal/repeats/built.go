package repeats

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
)

// built: a map has as many elements as it is given.
func (t *tracer) built(m ssa.Value, depth int) Size {
	size := Size{Class: Once}
	seen := map[ssa.Value]bool{}
	var follow func(v ssa.Value)
	follow = func(v ssa.Value) {
		if seen[v] || v.Referrers() == nil {
			return
		}
		seen[v] = true
		for _, ref := range *v.Referrers() {
			switch ref := ref.(type) {
			case *ssa.MapUpdate:
				if ref.Map == v {
					size = largest(size, t.growth(ref))
				}
			case *ssa.Store:
				if ref.Val != v {
					continue
				}
				if cell := flow.Cell(ref.Addr); cell != nil {
					for _, l := range loads(cell) {
						follow(l)
					}
				} else {
					size = largest(size, data(Local, m)) // others may fill it
				}
			case *ssa.Phi:
				follow(ref)
			case *ssa.Call:
				if _, ok := ref.Call.Value.(*ssa.Builtin); !ok {
					size = largest(size, data(Local, m))
				}
			case *ssa.MakeClosure:
				for i, b := range ref.Bindings {
					if b == v {
						follow(ref.Fn.(*ssa.Function).FreeVars[i])
					}
				}
			}
		}
	}
	follow(m)
	return size
}

// growth says how often instr, which adds elements, runs before at is reached
// once more.
func (t *tracer) growth(instr ssa.Instruction) Size {
	size := Size{Class: Once}
	r := t.a.Of(instr)
	factors := r.Factors
	for by, n := r.By, 0; by != nil && n < 4; n++ {
		// In the work of a spawn: as often as it is spawned.
		outer := t.a.Of(by)
		factors, by = append(factors[:len(factors):len(factors)], outer.Factors...), outer.By
	}
	if r.Escapes {
		return Size{Class: Data, Origin: &Origin{Kind: Local}}
	}
	for _, f := range factors {
		if f.Loop != nil && t.at != nil && t.at.Parent() == f.Loop.Header.Parent() && f.Loop.Contains(t.at) {
			break
		}
		s := f.Size
		if s.Class.Unbounded() {
			s.Class = Data
			s.Origin = &Origin{Kind: Local, From: f.Origin}
		}
		size = largest(size, s)
	}
	if size.Class == Once {
		size.Class = Constant
	}
	return size
}

// result: what a call returns.
func (t *tracer) result(call *ssa.Call, index, depth int) Size {
	if b, ok := call.Call.Value.(*ssa.Builtin); ok {
		if b.Name() != "append" {
			return unknown
		}
		size := t.container(call.Call.Args[0], depth+1)
		grow := t.growth(call)
		if more := t.appended(call.Call.Args[1], depth); more.Class > grow.Class {
			grow = more
		}
		return largest(size, grow)
	}
	fn := flow.Callee(&call.Call)
	if fn != nil && t.a.declared(fn.Origin()) || t.a.declaredType(call.Type()) {
		return Size{Class: Configured}
	}
	row := t.a.P.Table.Lookup(fn)
	args := flow.Args(&call.Call)
	switch row.Role {
	case knowledge.Elements:
		if row.Arg < len(args) {
			size := t.container(args[row.Arg], depth+1)
			if size.Class.Unbounded() && isString(args[row.Arg].Type()) {
				return Size{Class: Data, Origin: &Origin{Kind: Text, Func: fn, Value: call, From: size.Origin}}
			}
			return size
		}
	case knowledge.Chunks:
		if row.Arg < len(args) {
			return t.container(args[row.Arg], depth+1)
		}
	case knowledge.Receive:
		return Size{Class: Configured} // as many as the program asked for, or the broker hands out at once
	case knowledge.Listing:
		return Size{Class: Data, Origin: &Origin{Kind: Listing, Func: fn, Value: call}}
	case knowledge.Arguments:
		return Size{Class: Data, Origin: &Origin{Kind: Arguments, Func: fn, Value: call}}
	}
	if callee := t.a.P.FuncOf(fn); callee != nil && depth < maxDepth-4 && len(callee.Blocks) > 0 {
		if size, ok := t.returned(callee, call, index, depth); ok {
			if size.Class.Unbounded() && failing(fn) {
				return Size{Class: size.Class, Origin: &Origin{Kind: Listing, Func: fn, Value: call, From: size.Origin}}
			}
			if size.Class.Unbounded() {
				return Size{Class: size.Class, Origin: &Origin{Kind: Result, Func: fn, Value: call, From: size.Origin}}
			}
			return size
		}
	}
	if size, ok := t.a.sized(fn); ok {
		return size
	}
	kind := Result
	if failing(fn) || fn == nil && failingSignature(call.Call.Signature()) {
		kind = Listing
	}
	return Size{Class: Data, Origin: &Origin{Kind: kind, Func: fn, Value: call}}
}

// sized returns the class that a fact gives the result of fn.
func (a *Analysis) sized(fn *types.Func) (Size, bool) {
	if fn == nil || a.Sized == nil {
		return Size{}, false
	}
	class, ok := a.Sized(fn)
	return Size{Class: class}, ok
}

// appended: append(s, x...) adds as many as x has.
func (t *tracer) appended(arg ssa.Value, depth int) Size {
	if sl, ok := arg.(*ssa.Slice); ok {
		if alloc, ok := sl.X.(*ssa.Alloc); ok && alloc.Comment == "varargs" {
			return Size{Class: Once}
		}
	}
	return t.container(arg, depth+1)
}

// failing: the last result is an error, so the rest comes from somewhere that
// can fail.
func failing(fn *types.Func) bool { return fn != nil && failingSignature(fn.Signature()) }

func failingSignature(sig *types.Signature) bool {
	n := sig.Results().Len()
	return n > 1 && knowledge.IsError(sig.Results().At(n-1).Type())
}

func isString(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsString != 0
}

// returned joins what a function of this package can return.
func (t *tracer) returned(fn *ssa.Function, call *ssa.Call, index, depth int) (Size, bool) {
	size := Size{Class: Once}
	found := false
	sub := &tracer{a: t.a, seen: map[ssa.Value]bool{}}
	for _, b := range fn.Blocks {
		if len(b.Instrs) == 0 {
			continue
		}
		ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		if !ok || index >= len(ret.Results) {
			continue
		}
		found = true
		v := ret.Results[index]
		if param, ok := v.(*ssa.Parameter); ok {
			for i, p := range fn.Params {
				if p == param && i < len(call.Call.Args) {
					size = largest(size, t.container(call.Call.Args[i], depth+1))
				}
			}
			continue
		}
		size = largest(size, sub.container(v, depth+4))
	}
	return size, found
}
