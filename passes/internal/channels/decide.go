package channels

import (
	"go/constant"
	"go/token"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
)

// decide evaluates a condition, as far as what is known and the sizes tell.
func (b *builder) decide(cond ssa.Value, f *frame, k known) (is, ok bool) {
	switch c := cond.(type) {
	case *ssa.Const:
		return constBool(c)
	case *ssa.UnOp:
		if c.Op == token.NOT {
			is, ok = b.decide(c.X, f, k)
			return !is, ok
		}
	case *ssa.Extract:
		tuple, isInstr := c.Tuple.(ssa.Instruction)
		if !isInstr || tuple != k.instr {
			break
		}
		if k.ret != nil {
			return constBool(k.ret.Results[c.Index])
		}
		// v, ok := <-ch, also as a case of a select
		return k.ok, c.Index == 1
	case *ssa.Call:
		if ssa.Instruction(c) != k.instr {
			break
		}
		if k.ret != nil {
			return constBool(k.ret.Results[0])
		}
		return k.ok, true // TryAcquire
	case *ssa.BinOp:
		return b.compare(c, f, k)
	}
	return false, false
}

func (b *builder) compare(c *ssa.BinOp, f *frame, k known) (is, ok bool) {
	if ex, isEx := c.X.(*ssa.Extract); isEx && ex.Index == 0 && c.Op == token.EQL {
		if sel, isSel := ex.Tuple.(*ssa.Select); isSel && ssa.Instruction(sel) == k.instr {
			n, isConst := flow.ConstInt(c.Y)
			return isConst && int(n) == k.index, isConst
		}
	}
	if v, isNil := flow.AgainstNil(c); v != nil {
		if got, instr, index := resultOf(v); got && instr == k.instr {
			if k.ret == nil {
				return k.ok == isNil, true // the error of Acquire
			}
			null, known := nilAt(k.ret.Results[index], k.ret.Block())
			return null == isNil, known
		}
		if b.object(v, f.env) != foreign {
			return !isNil, true
		}
		switch r := b.P.Resolve(v, f.env).(type) {
		case *ssa.Const:
			return r.IsNil() == isNil, true
		case *ssa.Call:
			if null, known := nilAt(r, nil); known {
				return null == isNil, true
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

func constBool(v ssa.Value) (is, ok bool) {
	c, isConst := v.(*ssa.Const)
	if !isConst || c.Value == nil || c.Value.Kind() != constant.Bool {
		return false, false
	}
	return constant.BoolVal(c.Value), true
}

// resultOf returns the call that v is a result of, and which.
func resultOf(v ssa.Value) (ok bool, instr ssa.Instruction, index int) {
	switch v := v.(type) {
	case *ssa.Call:
		return true, v, 0
	case *ssa.Extract:
		call, isCall := v.Tuple.(*ssa.Call)
		return isCall, call, v.Index
	}
	return false, nil, 0
}

// nilAt reports whether v is nil in a block, as far as that is known: by what it is, or by
// a test on the way there.
func nilAt(v ssa.Value, at *ssa.BasicBlock) (null, known bool) {
	switch v := v.(type) {
	case *ssa.Const:
		return v.IsNil(), true
	case *ssa.MakeInterface, *ssa.Alloc, *ssa.MakeClosure:
		return false, true
	case *ssa.Call:
		if b, ok := v.Call.Value.(*ssa.Builtin); ok && b.Name() == "recover" {
			return true, true // on a way without a panic
		}
		if fn := flow.Callee(&v.Call); fn != nil && (fn.FullName() == "fmt.Errorf" || fn.FullName() == "errors.New") {
			return false, true
		}
	}
	if v.Referrers() == nil || at == nil {
		return false, false
	}
	for _, ref := range *v.Referrers() {
		cmp, ok := ref.(*ssa.BinOp)
		if !ok {
			continue
		}
		tested, isNil := flow.AgainstNil(cmp)
		if tested != v {
			continue
		}
		for _, use := range *cmp.Referrers() {
			test, ok := use.(*ssa.If)
			if !ok {
				continue
			}
			for i, succ := range test.Block().Succs {
				if len(succ.Preds) == 1 && succ.Dominates(at) {
					return isNil == (i == 0), true
				}
			}
		}
	}
	return false, false
}
