package flow

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// Callee returns the function or method that a call names, also an interface
// method; nil for a call of a function value.
func Callee(call *ssa.CallCommon) *types.Func {
	if call.IsInvoke() {
		return call.Method
	}
	if fn := call.StaticCallee(); fn != nil {
		return FuncObject(fn)
	}
	return nil
}

// FuncObject returns the declared function behind fn: of an instance its
// origin, of a bound method or wrapper the method.
func FuncObject(fn *ssa.Function) *types.Func {
	obj, _ := fn.Object().(*types.Func)
	return obj
}

// Args returns the arguments of a call, the receiver not counted.
func Args(call *ssa.CallCommon) []ssa.Value {
	if !call.IsInvoke() && call.Signature().Recv() != nil && len(call.Args) > 0 {
		return call.Args[1:]
	}
	return call.Args
}

// Receiver returns the receiver of a method call, else nil.
func Receiver(call *ssa.CallCommon) ssa.Value {
	if call.IsInvoke() {
		return call.Value
	}
	if call.Signature().Recv() != nil && len(call.Args) > 0 {
		return call.Args[0]
	}
	return nil
}

// FieldOf returns the field that addr points to.
func FieldOf(addr *ssa.FieldAddr) *types.Var {
	ptr, ok := addr.X.Type().Underlying().(*types.Pointer)
	if !ok {
		return nil
	}
	st, ok := ptr.Elem().Underlying().(*types.Struct)
	if !ok {
		return nil
	}
	return st.Field(addr.Field).Origin()
}

// FieldOfValue returns the field that a Field instruction reads.
func FieldOfValue(f *ssa.Field) *types.Var {
	st, ok := f.X.Type().Underlying().(*types.Struct)
	if !ok {
		return nil
	}
	return st.Field(f.Field).Origin()
}

// Binding returns the value that a free variable is bound to where its closure
// is made, nil when the closure is made in more than one place.
func Binding(fv *ssa.FreeVar) ssa.Value {
	fn := fv.Parent()
	if fn.Parent() == nil {
		return nil
	}
	index := -1
	for i, v := range fn.FreeVars {
		if v == fv {
			index = i
		}
	}
	var found ssa.Value
	for _, mc := range Closures(fn) {
		if index < 0 || index >= len(mc.Bindings) || found != nil && found != mc.Bindings[index] {
			return nil
		}
		found = mc.Bindings[index]
	}
	return found
}

// Closures returns the instructions that make closures of fn.
func Closures(fn *ssa.Function) []*ssa.MakeClosure {
	var out []*ssa.MakeClosure
	if fn.Parent() == nil {
		return nil
	}
	for _, b := range fn.Parent().Blocks {
		for _, instr := range b.Instrs {
			if mc, ok := instr.(*ssa.MakeClosure); ok && mc.Fn == fn {
				out = append(out, mc)
			}
		}
	}
	return out
}

// Functions returns the functions that v can be: literals, named functions,
// local variables that only ever hold such. ok is false when v may be another
// function too.
func Functions(v ssa.Value) (fns []*ssa.Function, ok bool) {
	seen := map[ssa.Value]bool{}
	ok = true
	var walk func(v ssa.Value)
	walk = func(v ssa.Value) {
		if seen[v] {
			return
		}
		seen[v] = true
		switch v := v.(type) {
		case *ssa.Function:
			fns = append(fns, v)
		case *ssa.MakeClosure:
			fns = append(fns, v.Fn.(*ssa.Function))
		case *ssa.Phi:
			for _, e := range v.Edges {
				walk(e)
			}
		case *ssa.ChangeType:
			walk(v.X)
		case *ssa.MakeInterface:
			walk(v.X)
		case *ssa.FreeVar:
			if b := Binding(v); b != nil {
				walk(b)
			} else {
				ok = false
			}
		case *ssa.UnOp:
			if v.Op != token.MUL {
				ok = false
				return
			}
			cell := Cell(v.X)
			if cell == nil {
				ok = false
				return
			}
			for _, st := range CellStores(cell) {
				walk(st.Val)
			}
		case *ssa.Const:
			// nil: a function variable before it is set
		default:
			ok = false
		}
	}
	walk(v)
	return fns, ok && len(fns) > 0
}

// Cell returns the local variable that addr is the address of, through the free
// variables of closures; nil when addr is something else.
func Cell(addr ssa.Value) *ssa.Alloc {
	for range 10 {
		switch a := addr.(type) {
		case *ssa.Alloc:
			return a
		case *ssa.FreeVar:
			addr = Binding(a)
			if addr == nil {
				return nil
			}
		default:
			return nil
		}
	}
	return nil
}

// SetFirst reports whether a variable is set once, before anything else is done with it.
func SetFirst(cell *ssa.Alloc) bool {
	stores := CellStores(cell)
	if len(stores) != 1 || stores[0].Block() != cell.Block() {
		return false
	}
	for _, instr := range cell.Block().Instrs {
		if instr == stores[0] {
			return true
		}
		if slices.Contains(*cell.Referrers(), instr) {
			return false
		}
	}
	return false
}

// CellStores returns the stores to a local variable, those in closures too.
func CellStores(cell *ssa.Alloc) []*ssa.Store {
	var out []*ssa.Store
	seen := map[ssa.Value]bool{}
	var walk func(addr ssa.Value)
	walk = func(addr ssa.Value) {
		if seen[addr] || addr.Referrers() == nil {
			return
		}
		seen[addr] = true
		for _, ref := range *addr.Referrers() {
			switch ref := ref.(type) {
			case *ssa.Store:
				if ref.Addr == addr {
					out = append(out, ref)
				}
			case *ssa.MakeClosure:
				for i, b := range ref.Bindings {
					if b == addr {
						walk(ref.Fn.(*ssa.Function).FreeVars[i])
					}
				}
			}
		}
	}
	walk(cell)
	return out
}

// Instructions calls visit for every instruction of fn and, when deep, of the
// literals inside it.
func Instructions(fn *ssa.Function, deep bool, visit func(ssa.Instruction)) {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			visit(instr)
		}
	}
	if deep {
		for _, anon := range fn.AnonFuncs {
			Instructions(anon, true, visit)
		}
	}
}

// Called returns the function or method that a call expression names.
func Called(info *types.Info, call *ast.CallExpr) *types.Func {
	fun := ast.Unparen(call.Fun)
	switch x := fun.(type) {
	case *ast.IndexExpr:
		fun = ast.Unparen(x.X)
	case *ast.IndexListExpr:
		fun = ast.Unparen(x.X)
	}
	var id *ast.Ident
	switch x := fun.(type) {
	case *ast.Ident:
		id = x
	case *ast.SelectorExpr:
		id = x.Sel
	default:
		return nil
	}
	fn, _ := info.Uses[id].(*types.Func)
	return fn
}

// Concrete is Callee, and of a method called through an interface the method of
// the only type that the value can have there.
func Concrete(call *ssa.CallCommon) *types.Func {
	if !call.IsInvoke() {
		return Callee(call)
	}
	var only types.Type
	certain := true
	seen := map[ssa.Value]bool{}
	var walk func(v ssa.Value)
	walk = func(v ssa.Value) {
		if seen[v] {
			return
		}
		seen[v] = true
		switch v := v.(type) {
		case *ssa.MakeInterface:
			if only != nil && !types.Identical(only, v.X.Type()) {
				certain = false
			}
			only = v.X.Type()
		case *ssa.ChangeInterface:
			walk(v.X)
		case *ssa.Phi:
			for _, e := range v.Edges {
				walk(e)
			}
		case *ssa.UnOp:
			cell := Cell(v.X)
			if v.Op != token.MUL || cell == nil {
				certain = false
				return
			}
			stores := CellStores(cell)
			for _, st := range stores {
				walk(st.Val)
			}
			certain = certain && len(stores) > 0
			for _, ref := range *cell.Referrers() {
				if _, ok := ref.(ssa.CallInstruction); ok {
					certain = false // somebody else may set it
				}
			}
		default:
			certain = false
		}
	}
	walk(call.Value)
	if !certain || only == nil {
		return call.Method
	}
	obj, _, _ := types.LookupFieldOrMethod(only, true, call.Method.Pkg(), call.Method.Name())
	if fn, ok := obj.(*types.Func); ok {
		return fn
	}
	return call.Method
}

// IsBytes reports whether t is []byte.
func IsBytes(t types.Type) bool {
	s, ok := types.Unalias(t).(*types.Slice)
	return ok && types.Identical(s.Elem(), types.Typ[types.Byte])
}
