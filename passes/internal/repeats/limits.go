package repeats

import (
	"go/token"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
)

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
	if !ok1 || !ok2 || lx.Op != token.MUL || ly.Op != token.MUL {
		return false
	}
	if lx.X == ly.X {
		return true
	}
	fx, ok1 := lx.X.(*ssa.FieldAddr)
	fy, ok2 := ly.X.(*ssa.FieldAddr)
	return ok1 && ok2 && fx.X == fy.X && fx.Field == fy.Field
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
			row := t.a.P.Table.Lookup(flow.Callee(&seq.Call))
			if args := flow.Args(&seq.Call); row.Role == knowledge.Chunks && len(args) > row.Arg+1 {
				return args[row.Arg+1]
			}
		}
	}
	return nil
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
	op, length, limit := cmp.Op, plain(cmp.X), plain(cmp.Y)
	if flow.LenOf(length) == nil {
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
	if y := flow.LenOf(length); y == nil || !same(x, y) {
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

// plain strips conversions between number types.
func plain(v ssa.Value) ssa.Value {
	for {
		c, ok := v.(*ssa.Convert)
		if !ok {
			return v
		}
		v = c.X
	}
}
