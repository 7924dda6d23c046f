package flow

import (
	"go/token"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/knowledge"
)

// An Env maps the parameters of a function that is looked into to what they are at
// the call.
type Env map[*ssa.Parameter]ssa.Value

// EnvOf is the environment of fn at a call.
func EnvOf(call *ssa.CallCommon, fn *ssa.Function) Env {
	e := Env{}
	args := call.Args
	for i, p := range fn.Params {
		if i < len(args) {
			e[p] = args[i]
		}
	}
	return e
}

// With returns e with what f adds or says anew.
func (e Env) With(f Env) Env {
	out := Env{}
	for k, v := range e {
		out[k] = v
	}
	for k, v := range f {
		out[k] = v
	}
	return out
}

// KeyOf identifies the channel, semaphore or group that v is: the place it was
// made, the variable, field or parameter that holds it. nil when it has none.
func (p *Program) KeyOf(v ssa.Value, e Env) any {
	switch v := p.Resolve(v, e).(type) {
	case nil:
		return nil
	case *ssa.MakeChan, *ssa.MakeMap, *ssa.MakeSlice, *ssa.Alloc, *ssa.Parameter, *ssa.FreeVar, *ssa.MakeInterface:
		return v
	case *ssa.Call:
		return v
	case *ssa.Extract:
		return v
	case *ssa.Global:
		return v.Object()
	case *ssa.FieldAddr:
		if f := FieldOf(v); f != nil {
			return f
		}
	case *ssa.Field:
		if f := FieldOfValue(v); f != nil {
			return f
		}
	case *ssa.Lookup:
		return p.KeyOf(v.X, e)
	case *ssa.IndexAddr:
		return p.KeyOf(v.X, e)
	case *ssa.Index:
		return p.KeyOf(v.X, e)
	}
	return nil
}

// Resolve follows v through local variables, closures and conversions to where
// it comes from.
func (p *Program) Resolve(v ssa.Value, e Env) ssa.Value { return resolve(p.Table, v, e) }

func resolve(t *knowledge.Table, v ssa.Value, e Env) ssa.Value {
	for range 20 {
		switch x := v.(type) {
		case *ssa.Parameter:
			if arg, ok := e[x]; ok && arg != v {
				v = arg
				continue
			}
			if arg := literalArg(x); arg != nil {
				v = arg
				continue
			}
			return x
		case *ssa.FreeVar:
			b := Binding(x)
			if b == nil {
				return x
			}
			v = b
		case *ssa.UnOp:
			if x.Op != token.MUL {
				return x
			}
			if cell := Cell(x.X); cell != nil {
				stores := CellStores(cell)
				if len(stores) != 1 {
					return cell
				}
				v = stores[0].Val
				continue
			}
			v = x.X // the field, variable or element itself
		case *ssa.ChangeType:
			v = x.X
		case *ssa.ChangeInterface:
			v = x.X
		case *ssa.MakeInterface:
			if _, ok := x.X.(*ssa.Const); ok {
				return x
			}
			v = x.X
		case *ssa.Convert:
			v = x.X
		case *ssa.TypeAssert:
			v = x.X
		case *ssa.Phi:
			// nil or one channel: `if limited { sem = make(...) }`.
			var only ssa.Value
			for _, edge := range x.Edges {
				if _, isConst := edge.(*ssa.Const); isConst || edge == x {
					continue
				}
				if only != nil && only != edge {
					return x
				}
				only = edge
			}
			if only == nil {
				return x
			}
			v = only
		case *ssa.Call:
			// p := pool.New().WithErrors().WithMaxGoroutines(8)
			recv := Receiver(&x.Call)
			if row := t.Lookup(Callee(&x.Call)); recv == nil || row.Role != knowledge.Same && row.Role != knowledge.Limit {
				return x
			}
			v = recv
		default:
			return v
		}
	}
	return v
}

// literalArg returns what a literal's parameter is given, when the literal is
// called in one place.
func literalArg(p *ssa.Parameter) ssa.Value {
	fn := p.Parent()
	if fn.Parent() == nil {
		return nil
	}
	index := -1
	for i, q := range fn.Params {
		if q == p {
			index = i
		}
	}
	var found ssa.Value
	count := 0
	visit := func(instr ssa.Instruction) {
		call, ok := instr.(ssa.CallInstruction)
		if !ok {
			return
		}
		common := call.Common()
		fns, _ := Functions(common.Value)
		for _, g := range fns {
			if g == fn && index < len(common.Args) {
				found = common.Args[index]
				count++
			}
		}
	}
	Instructions(fn.Parent(), false, visit)
	if count == 1 {
		return found
	}
	return nil
}

// Named returns the name of the variable, field or function that v comes from.
func Named(v ssa.Value) (string, bool) {
	switch v := resolve(nil, v, nil).(type) {
	case *ssa.Parameter:
		return v.Name(), true
	case *ssa.Global:
		return v.Name(), true
	case *ssa.Alloc:
		return v.Comment, v.Comment != ""
	case *ssa.FieldAddr:
		if f := FieldOf(v); f != nil {
			return f.Name(), true
		}
	case *ssa.Field:
		if f := FieldOfValue(v); f != nil {
			return f.Name(), true
		}
	case *ssa.Call:
		if fn := Callee(&v.Call); fn != nil {
			return fn.Name() + "()", true
		}
	}
	return "", false
}
