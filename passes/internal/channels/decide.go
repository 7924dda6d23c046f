package channels

import (
	"go/constant"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
)

// decide evaluates a condition, as far as what is known and the sizes tell.
func (b *builder) decide(cond ssa.Value, f *frame, k known) (is, ok bool) {
	switch c := cond.(type) {
	case *ssa.Const:
		if c.Value != nil && c.Value.Kind() == constant.Bool {
			return constant.BoolVal(c.Value), true
		}
	case *ssa.UnOp:
		if c.Op == token.NOT {
			is, ok = b.decide(c.X, f, k)
			return !is, ok
		}
	case *ssa.Extract:
		// v, ok := <-ch, also as a case of a select
		if tuple, isInstr := c.Tuple.(ssa.Instruction); isInstr && tuple == k.instr && c.Index == 1 {
			return k.ok, true
		}
	case *ssa.Call:
		if ssa.Instruction(c) == k.instr {
			return k.ok, true // TryAcquire
		}
	case *ssa.BinOp:
		return b.compare(c, f, k)
	}
	return false, false
}

func (b *builder) compare(c *ssa.BinOp, f *frame, k known) (is, ok bool) {
	if ex, isEx := c.X.(*ssa.Extract); isEx && ex.Index == 0 && c.Op == token.EQL {
		if sel, isSel := ex.Tuple.(*ssa.Select); isSel && ssa.Instruction(sel) == k.instr {
			n, isConst := constInt(c.Y)
			return isConst && int(n) == k.index, isConst
		}
	}
	if v, isNil := againstNil(c); v != nil {
		if call, isCall := v.(*ssa.Call); isCall && ssa.Instruction(call) == k.instr {
			return k.ok == isNil, true // the error of Acquire
		}
		if b.object(v, f.env) != foreign {
			return !isNil, true
		}
		switch r := b.P.Resolve(v, f.env).(type) {
		case *ssa.Const:
			return r.IsNil() == isNil, true
		case *ssa.Call:
			if fn := flow.Callee(&r.Call); fn != nil && (fn.FullName() == "fmt.Errorf" || fn.FullName() == "errors.New") {
				return !isNil, true
			}
		}
		return false, false
	}
	x, okX := b.quantity(c.X, f.env, false)
	y, okY := b.quantity(c.Y, f.env, false)
	if !okX || !okY || b.sizes.scale == nil {
		return false, false
	}
	switch c.Op {
	case token.EQL:
		return x == y, true
	case token.NEQ:
		return x != y, true
	case token.LSS:
		return x < y, true
	case token.LEQ:
		return x <= y, true
	case token.GTR:
		return x > y, true
	case token.GEQ:
		return x >= y, true
	}
	return false, false
}

// againstNil returns what is compared with nil, and whether to be it.
func againstNil(c *ssa.BinOp) (v ssa.Value, isNil bool) {
	if c.Op != token.EQL && c.Op != token.NEQ {
		return nil, false
	}
	if k, ok := c.Y.(*ssa.Const); ok && k.IsNil() {
		return c.X, c.Op == token.EQL
	}
	if k, ok := c.X.(*ssa.Const); ok && k.IsNil() {
		return c.Y, c.Op == token.EQL
	}
	return nil, false
}

// roots lists what a condition depends on. fixed: on what is the same each time it is
// asked. counted: on a number or a flag that the function keeps itself, so that it says something about
// what has happened before.
func roots(cond ssa.Value) (all []any, fixed, counted bool) {
	fixed = true
	seen := map[ssa.Value]bool{}
	var walk func(v ssa.Value, depth int)
	own := func(v ssa.Value) {
		if isError(v.Type()) {
			// Set anew before each test, as a rule.
			all, fixed = append(all, v), false
			return
		}
		counted = true
	}
	walk = func(v ssa.Value, depth int) {
		if v == nil || seen[v] {
			return
		}
		seen[v] = true
		if depth > 12 {
			counted = true
			return
		}
		switch v := v.(type) {
		case *ssa.Const, *ssa.Function, *ssa.Builtin:
		case *ssa.Phi:
			own(v)
		case *ssa.BinOp:
			if v.Op == token.ADD || v.Op == token.SUB {
				counted = true
			}
			walk(v.X, depth+1)
			walk(v.Y, depth+1)
		case *ssa.UnOp:
			switch v.Op {
			case token.ARROW:
				all, fixed = append(all, v), false
			case token.MUL:
				if cell := flow.Cell(v.X); cell != nil {
					stores := flow.CellStores(cell)
					if len(stores) == 1 {
						walk(stores[0].Val, depth+1)
						return
					}
					if isError(v.Type()) {
						own(v)
						return
					}
					own(cell)
					return
				}
				walk(v.X, depth+1)
			default:
				walk(v.X, depth+1)
			}
		case *ssa.Call:
			if b, ok := v.Call.Value.(*ssa.Builtin); ok {
				for _, arg := range v.Call.Args {
					walk(arg, depth+1)
				}
				_ = b
				return
			}
			fixed = false
			all = append(all, v)
			if fn := flow.Callee(&v.Call); fn != nil && !isError(v.Type()) {
				all = append(all, fn)
			}
		case *ssa.Extract:
			all, fixed = append(all, v.Tuple), false
		case *ssa.FieldAddr:
			// The field tells more than whose it is.
			if f := flow.FieldOf(v); f != nil {
				all = append(all, f)
				counted = counted || setIn(v.Parent(), f)
			}
			fixed = fixed && !perTurn(v.X)
		case *ssa.Field:
			if f := flow.FieldOfValue(v); f != nil {
				all = append(all, f)
			}
			fixed = fixed && !perTurn(v.X)
		case *ssa.Parameter:
			all = append(all, v)
		case *ssa.FreeVar:
			if b := flow.Binding(v); b != nil {
				walk(b, depth+1)
				return
			}
			all = append(all, v)
		case *ssa.Global:
			all = append(all, v)
		case *ssa.Lookup:
			fixed = false
			walk(v.X, depth+1)
		case *ssa.Alloc:
			all = append(all, v)
		case *ssa.IndexAddr:
			fixed = false
			walk(v.X, depth+1)
		case *ssa.Next:
			all, fixed = append(all, v), false
		case ssa.Instruction:
			for _, op := range v.Operands(nil) {
				walk(*op, depth+1)
			}
		default:
			counted = true
		}
	}
	walk(cond, 0)
	return all, fixed, counted
}

// setIn reports whether fn sets a field.
func setIn(fn *ssa.Function, field *types.Var) bool {
	found := false
	flow.Instructions(fn, true, func(instr ssa.Instruction) {
		if st, ok := instr.(*ssa.Store); ok {
			addr, ok := st.Addr.(*ssa.FieldAddr)
			found = found || ok && flow.FieldOf(addr) == field
		}
	})
	return found
}

// perTurn: a value that is another one whenever it is asked for: an element, a result.
func perTurn(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.Call, *ssa.Extract, *ssa.Phi, *ssa.IndexAddr, *ssa.Index, *ssa.Lookup:
		return true
	case *ssa.UnOp:
		if v.Op == token.ARROW {
			return true
		}
		cell := flow.Cell(v.X)
		return cell != nil || perTurn(v.X)
	case *ssa.Alloc:
		return true
	case *ssa.FieldAddr:
		return perTurn(v.X)
	case *ssa.Field:
		return perTurn(v.X)
	}
	return false
}

func isError(t types.Type) bool {
	return types.Identical(t, types.Universe.Lookup("error").Type())
}
