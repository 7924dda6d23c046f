package gates

import (
	"go/token"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
	"github.com/inflight-go/inflight/passes/internal/spawns"
)

// env maps the parameters of a function that is looked into to what they are at
// the call.
type env map[*ssa.Parameter]ssa.Value

func envOf(call *ssa.CallCommon, fn *ssa.Function) env {
	e := env{}
	args := call.Args
	for i, p := range fn.Params {
		if i < len(args) {
			e[p] = args[i]
		}
	}
	return e
}

// workEnv is the environment of the work that s starts.
func workEnv(s *spawns.Spawn) env {
	if s.Through != nil && s.Call == nil {
		return envOf(s.Instr.Common(), s.Through)
	}
	if s.Call == nil || s.Call.IsInvoke() {
		return nil
	}
	e := env{}
	for _, fn := range s.Work {
		for p, v := range envOf(s.Call, fn) {
			e[p] = v
		}
	}
	if s.Through != nil {
		e = join(e, envOf(s.Instr.Common(), s.Through))
	}
	return e
}

func join(a, b env) env {
	out := env{}
	for k, v := range a {
		out[k] = v
	}
	for k, v := range b {
		out[k] = v
	}
	return out
}

// keyOf identifies the channel, semaphore or group that v is: the place it was
// made, the variable, field or parameter that holds it. nil when it has none.
func (a *Analysis) keyOf(v ssa.Value, e env) any {
	switch v := a.resolve(v, e).(type) {
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
		if f := flow.FieldOf(v); f != nil {
			return f
		}
	case *ssa.Field:
		if f := flow.FieldOfValue(v); f != nil {
			return f
		}
	case *ssa.Lookup:
		return a.keyOf(v.X, e)
	case *ssa.IndexAddr:
		return a.keyOf(v.X, e)
	case *ssa.Index:
		return a.keyOf(v.X, e)
	}
	return nil
}

// resolve follows v through local variables, closures and conversions to where
// it comes from.
func (a *Analysis) resolve(v ssa.Value, e env) ssa.Value { return resolveIn(a.P.Table, v, e) }

// resolveIn follows v through local variables, closures and conversions to where
// it comes from.
func resolveIn(t *knowledge.Table, v ssa.Value, e env) ssa.Value {
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
			b := flow.Binding(x)
			if b == nil {
				return x
			}
			v = b
		case *ssa.UnOp:
			if x.Op != token.MUL {
				return x
			}
			if cell := flow.Cell(x.X); cell != nil {
				stores := flow.CellStores(cell)
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
			recv := flow.Receiver(&x.Call)
			if row := t.Lookup(flow.Callee(&x.Call)); recv == nil || row.Role != knowledge.Same && row.Role != knowledge.Limit {
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
		fns, _ := flow.Functions(common.Value)
		for _, g := range fns {
			if g == fn && index < len(common.Args) {
				found = common.Args[index]
				count++
			}
		}
	}
	flow.Instructions(fn.Parent(), false, visit)
	if count == 1 {
		return found
	}
	return nil
}

// Named returns the name of the variable, field or function that v comes from.
func Named(v ssa.Value) (string, bool) {
	switch v := resolveIn(nil, v, nil).(type) {
	case *ssa.Parameter:
		return v.Name(), true
	case *ssa.Global:
		return v.Name(), true
	case *ssa.Alloc:
		return v.Comment, v.Comment != ""
	case *ssa.FieldAddr:
		if f := flow.FieldOf(v); f != nil {
			return f.Name(), true
		}
	case *ssa.Field:
		if f := flow.FieldOfValue(v); f != nil {
			return f.Name(), true
		}
	case *ssa.Call:
		if fn := flow.Callee(&v.Call); fn != nil {
			return fn.Name() + "()", true
		}
	}
	return "", false
}
