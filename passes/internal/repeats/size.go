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

// Count says where the integer v comes from.
func (a *Analysis) Count(v ssa.Value, at ssa.Instruction) Size { return a.count(v, at, 0) }

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

// spans reports whether high is low plus something, at most.
func spans(low, high ssa.Value, depth int) bool {
	if depth > 4 {
		return false
	}
	switch high := high.(type) {
	case *ssa.BinOp:
		if high.Op == token.ADD && (same(high.X, low) || same(high.Y, low)) {
			return true
		}
	case *ssa.Phi:
		for _, e := range high.Edges {
			if spans(low, e, depth+1) {
				return true
			}
		}
	case *ssa.Call:
		if b, ok := high.Call.Value.(*ssa.Builtin); ok && b.Name() == "min" {
			for _, arg := range high.Call.Args {
				if spans(low, arg, depth+1) {
					return true
				}
			}
		}
		if fn := flow.Callee(&high.Call); fn != nil {
			for _, arg := range flow.Args(&high.Call) {
				if spans(low, arg, depth+1) {
					return true // minInt(i+k, n)
				}
			}
		}
	}
	return false
}

// same reports whether x and y are the same value, or loads of one variable.
func same(x, y ssa.Value) bool {
	if x == y {
		return true
	}
	lx, ok1 := x.(*ssa.UnOp)
	ly, ok2 := y.(*ssa.UnOp)
	return ok1 && ok2 && lx.Op == token.MUL && ly.Op == token.MUL && lx.X == ly.X
}

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
	row := knowledge.Lookup(fn)
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
		size := t.container(args[row.Arg], depth+1)
		return size
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
	kind := Result
	if failing(fn) || fn == nil && failingSignature(call.Call.Signature()) {
		kind = Listing
	}
	return Size{Class: Data, Origin: &Origin{Kind: kind, Func: fn, Value: call}}
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
	return n > 1 && isError(sig.Results().At(n-1).Type())
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
	size := Size{Class: Once}
	for _, st := range flow.CellStores(cell) {
		size = largest(size, t.container(st.Val, depth+1))
	}
	for _, ref := range *cell.Referrers() {
		if call, ok := ref.(ssa.CallInstruction); ok {
			// &v passed to a function: it is filled there, as by a decoder.
			for _, arg := range call.Common().Args {
				if arg == cell {
					size = largest(size, data(Decoded, cell))
				}
			}
		}
		if mi, ok := ref.(*ssa.MakeInterface); ok && mi.X == cell {
			size = largest(size, data(Decoded, cell))
		}
	}
	return size
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

// field: a field holds what the package stores there; only a field that nobody
// but this package can set, and that is only ever given literals, is constant.
func (t *tracer) field(f *types.Var, base ssa.Value, v ssa.Value, depth int) Size {
	if f == nil {
		return unknown
	}
	if t.a.declared(f) || t.a.declaredType(v.Type()) {
		return Size{Class: Configured}
	}
	return Size{Class: Data, Origin: &Origin{Kind: Field, Var: f, Value: v, From: t.owner(base, depth)}}
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
			if mi, ok := ref.(*ssa.MakeInterface); ok && mi.X == b {
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
	if obj.Pkg() == t.a.P.Pkg && t.a.Literal != nil && t.a.Literal(obj) {
		return Size{Class: Constant}
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

// chunkOf returns the size of the pieces, when fn is the body of a range over an
// iterator that yields pieces of something.
func (t *tracer) chunkOf(fn *ssa.Function) ssa.Value {
	for _, use := range Uses(fn) {
		call, ok := use.Instr.(ssa.CallInstruction)
		if !ok || use.Arg < 0 {
			continue
		}
		if seq, ok := call.Common().Value.(*ssa.Call); ok && fn.Synthetic != "" {
			row := knowledge.Lookup(flow.Callee(&seq.Call))
			if args := flow.Args(&seq.Call); row.Role == knowledge.Chunks && len(args) > row.Arg+1 {
				return args[row.Arg+1]
			}
		}
	}
	return nil
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

// count traces an integer.
func (a *Analysis) count(v ssa.Value, at ssa.Instruction, depth int) Size {
	return a.countFrom(v, &tracer{a: a, at: at, seen: map[ssa.Value]bool{}}, depth)
}

func (a *Analysis) countFrom(v ssa.Value, t *tracer, depth int) Size {
	if depth > maxDepth {
		return Size{Class: Configured}
	}
	switch v := v.(type) {
	case *ssa.Const:
		return Size{Class: Constant}
	case *ssa.BinOp:
		x := a.countFrom(v.X, t, depth+1)
		switch v.Op {
		case token.QUO, token.SHR, token.SUB:
			return x // never more than what is divided
		}
		y := a.countFrom(v.Y, t, depth+1)
		switch v.Op {
		case token.REM, token.AND:
			if y.Class < x.Class {
				return y
			}
			return x
		}
		return largest(x, y)
	case *ssa.Convert:
		return a.countFrom(v.X, t, depth+1)
	case *ssa.ChangeType:
		return a.countFrom(v.X, t, depth+1)
	case *ssa.Phi:
		if t.steps++; t.seen[v] || t.steps > maxSteps {
			return Size{Class: Once}
		}
		t.seen[v] = true
		defer delete(t.seen, v)
		return a.phiCount(v, t, depth)
	case *ssa.Call:
		return a.callCount(v, t, depth)
	case *ssa.Extract:
		return Size{Class: Configured}
	case *ssa.UnOp:
		if v.Op == token.MUL {
			if cell := flow.Cell(v.X); cell != nil {
				if t.steps++; t.seen[v] || t.steps > maxSteps {
					return Size{Class: Once}
				}
				t.seen[v] = true
				defer delete(t.seen, v)
				size := Size{Class: Once}
				for _, st := range flow.CellStores(cell) {
					s := a.countFrom(st.Val, t, depth+1)
					if s.Class.Unbounded() && clampedStore(st, cell) {
						s = Size{Class: Configured}
					}
					size = largest(size, s)
				}
				if size.Class == Once {
					size.Class = Configured
				}
				return size
			}
			if fa, ok := v.X.(*ssa.FieldAddr); ok {
				return Size{Class: Configured, Origin: &Origin{Kind: Field, Var: flow.FieldOf(fa), Value: v}}
			}
		}
		return Size{Class: Configured}
	case *ssa.FreeVar:
		if b := flow.Binding(v); b != nil {
			return a.countFrom(b, t, depth+1)
		}
	case *ssa.Parameter:
		return a.paramCount(v, t, depth)
	case *ssa.Field:
		return Size{Class: Configured, Origin: &Origin{Kind: Field, Var: flow.FieldOfValue(v), Value: v}}
	}
	return Size{Class: Configured}
}

// paramCount: a count handed over is somebody's choice, unless every caller hands
// over the length of data.
func (a *Analysis) paramCount(p *ssa.Parameter, t *tracer, depth int) Size {
	configured := Size{Class: Configured, Origin: &Origin{Kind: Parameter, Var: paramVar(p), Value: p}}
	fn := p.Parent()
	calls, all := a.P.Callers(fn)
	if !all || depth > 3 || fn.Parent() != nil {
		return configured
	}
	size := Size{Class: Once}
	for _, call := range calls {
		for i, q := range fn.Params {
			if q == p && i < len(call.Common().Args) {
				size = largest(size, a.count(call.Common().Args[i], call, depth+3))
			}
		}
	}
	if size.Class.Unbounded() {
		return size
	}
	return configured
}

// phiCount: `if n > max { n = max }` is a clamp: the smaller side wins.
func (a *Analysis) phiCount(phi *ssa.Phi, t *tracer, depth int) Size {
	size := Size{Class: Once}
	if l := a.P.Loops(phi.Parent()).Of(phi); l != nil && l.Header == phi.Block() && (t.at == nil || !l.Contains(t.at)) {
		// The variable changes in every turn: it counts the turns.
		if f := a.Classify(l); f.Class.Unbounded() {
			return Size{Class: Data, Origin: &Origin{Kind: Local, Value: phi, From: f.Origin}}
		}
	}
	for i, e := range phi.Edges {
		s := a.countFrom(e, t, depth+1)
		if s.Class.Unbounded() && clamped(phi, i, e) {
			s = Size{Class: Configured}
		}
		size = largest(size, s)
	}
	return size
}

// clamped reports whether edge i of phi is taken only when e is at most one of
// the other edges.
func clamped(phi *ssa.Phi, i int, e ssa.Value) bool {
	pred := phi.Block().Preds[i]
	for _, b := range []*ssa.BasicBlock{pred, pred.Idom()} {
		if b == nil || len(b.Instrs) == 0 {
			continue
		}
		test, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
		if !ok {
			continue
		}
		cmp, ok := test.Cond.(*ssa.BinOp)
		if !ok {
			continue
		}
		for _, side := range [][2]ssa.Value{{cmp.X, cmp.Y}, {cmp.Y, cmp.X}} {
			if sameCount(side[0], e) {
				for j, other := range phi.Edges {
					if j != i && sameCount(side[1], other) {
						return true
					}
				}
			}
		}
	}
	return false
}

// clampedStore: `if len(x) < n { n = len(x) }`: the store makes it smaller.
func clampedStore(st *ssa.Store, cell *ssa.Alloc) bool {
	for b := st.Block().Idom(); b != nil; b = b.Idom() {
		if len(b.Instrs) == 0 {
			continue
		}
		test, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
		if !ok {
			continue
		}
		cmp, ok := test.Cond.(*ssa.BinOp)
		if !ok {
			return false
		}
		for _, side := range [][2]ssa.Value{{cmp.X, cmp.Y}, {cmp.Y, cmp.X}} {
			if load, ok := side[1].(*ssa.UnOp); ok && load.Op == token.MUL && flow.Cell(load.X) == cell && sameCount(side[0], st.Val) {
				return true
			}
		}
		return false
	}
	return false
}

// sameCount: the same value, also where it is computed twice as len(x) is.
func sameCount(x, y ssa.Value) bool {
	if same(x, y) {
		return true
	}
	cx, ok1 := x.(*ssa.Const)
	cy, ok2 := y.(*ssa.Const)
	if ok1 && ok2 && cx.Value != nil && cy.Value != nil {
		return constant.Compare(cx.Value, token.EQL, cy.Value)
	}
	lx, ly := lenArg(x), lenArg(y)
	return lx != nil && ly != nil && same(lx, ly)
}

func (a *Analysis) callCount(call *ssa.Call, t *tracer, depth int) Size {
	if b, ok := call.Call.Value.(*ssa.Builtin); ok {
		switch b.Name() {
		case "len":
			if t.seen[call.Call.Args[0]] {
				return Size{Class: Once}
			}
			return t.container(call.Call.Args[0], depth+1)
		case "cap":
			return Size{Class: Configured}
		case "min":
			size := Size{Class: Forever}
			for _, arg := range call.Call.Args {
				if s := a.countFrom(arg, t, depth+1); s.Class < size.Class {
					size = s
				}
			}
			return size
		case "max":
			size := Size{Class: Once}
			for _, arg := range call.Call.Args {
				size = largest(size, a.countFrom(arg, t, depth+1))
			}
			return size
		}
		return Size{Class: Configured}
	}
	fn := flow.Callee(&call.Call)
	switch knowledge.Lookup(fn).Role {
	case knowledge.Processors:
		return Size{Class: Processors}
	case knowledge.Arguments:
		return Size{Class: Data, Origin: &Origin{Kind: Arguments, Func: fn, Value: call}}
	}
	if g := call.Call.StaticCallee(); g != nil && g.Blocks != nil && depth < 4 {
		return a.returnedCount(g, call, t, depth)
	}
	if fn != nil && fn.Name() == "Len" && fn.Signature().Recv() != nil && fn.Signature().Params().Len() == 0 {
		// The length of a container, by the convention of sort.Interface.
		return Size{Class: Data, Origin: &Origin{Kind: Result, Func: fn, Value: call}}
	}
	return Size{Class: Configured, Origin: &Origin{Kind: Result, Func: fn, Value: call}}
}

// lenArg returns x when v is len(x).
func lenArg(v ssa.Value) ssa.Value {
	call, ok := v.(*ssa.Call)
	if !ok {
		return nil
	}
	if b, ok := call.Call.Value.(*ssa.Builtin); ok && b.Name() == "len" {
		return call.Call.Args[0]
	}
	return nil
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

// returnedCount joins the numbers that a function of this package returns. One
// that returns one or the other of its parameters after comparing them is a min.
func (a *Analysis) returnedCount(fn *ssa.Function, call *ssa.Call, t *tracer, depth int) Size {
	var all []Size
	params := 0
	for _, b := range fn.Blocks {
		if len(b.Instrs) == 0 {
			continue
		}
		ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		if !ok || len(ret.Results) != 1 {
			continue
		}
		v := ret.Results[0]
		if p, ok := v.(*ssa.Parameter); ok {
			params++
			for i, q := range fn.Params {
				if q == p && i < len(call.Call.Args) {
					all = append(all, a.countFrom(call.Call.Args[i], t, depth+1))
				}
			}
			continue
		}
		all = append(all, a.count(v, ret, depth+2))
	}
	if len(all) == 0 {
		return Size{Class: Configured}
	}
	size := all[0]
	for _, s := range all[1:] {
		if params == len(all) && params > 1 {
			if s.Class < size.Class {
				size = s
			}
		} else {
			size = largest(size, s)
		}
	}
	return size
}

// checked reports whether the length of x is known to be at most a number when
// control goes from block b to next (nil: when it is in b): a test on the way has
// compared it.
func (a *Analysis) checked(x ssa.Value, b, next *ssa.BasicBlock) bool {
	for b != nil {
		if n := len(b.Instrs); n > 0 && next != nil {
			if test, ok := b.Instrs[n-1].(*ssa.If); ok && b.Succs[0] != b.Succs[1] && a.limits(test.Cond, x, b.Succs[0] == next) {
				return true
			}
		}
		// One step up: the branch that leads here must be this one alone.
		up := b.Idom()
		next = nil
		for ; up != nil; up = up.Idom() {
			for _, succ := range up.Succs {
				if len(succ.Preds) == 1 && succ.Dominates(b) {
					next = succ
				}
			}
			if next != nil {
				break
			}
		}
		b = up
	}
	return false
}

// limits reports whether cond, as wanted, says that len(x) is at most a number.
func (a *Analysis) limits(cond ssa.Value, x ssa.Value, want bool) bool {
	cmp, ok := cond.(*ssa.BinOp)
	if !ok {
		return false
	}
	op, length, limit := cmp.Op, cmp.X, cmp.Y
	if lenArg(length) == nil {
		length, limit = limit, length
		switch op {
		case token.LSS:
			op = token.GTR
		case token.LEQ:
			op = token.GEQ
		case token.GTR:
			op = token.LSS
		case token.GEQ:
			op = token.LEQ
		}
	}
	if y := lenArg(length); y == nil || !same(x, y) {
		return false
	}
	switch op {
	case token.LSS, token.LEQ, token.EQL:
		ok = want
	case token.GTR, token.GEQ, token.NEQ:
		ok = !want
	default:
		return false
	}
	if l := a.P.Loops(cmp.Parent()).Of(cmp); l != nil && a.variant(l, limit, 0) {
		return false // a loop's own index
	}
	return ok && a.count(limit, cmp, 4).Class < Unknown
}
