package streams

import (
	"go/constant"
	"go/token"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
)

// failing: every way on from the call returns an error, or panics: what it writes is a word
// on the way out. Or it never runs.
func failing(call ssa.CallInstruction) bool {
	if dead(call.Block()) {
		return true
	}
	results := call.Parent().Signature.Results()
	returnsError := results.Len() > 0 && knowledge.IsError(results.At(results.Len()-1).Type())
	known := knownErrors(call.Block())
	ends, all := 0, true
	seen := map[*ssa.BasicBlock]bool{}
	var scan func(b *ssa.BasicBlock)
	scan = func(b *ssa.BasicBlock) {
		if seen[b] {
			return
		}
		seen[b] = true
		switch last := b.Instrs[len(b.Instrs)-1].(type) {
		case *ssa.Panic:
			ends++
		case *ssa.Return:
			ends++
			all = all && returnsError && isFailure(returned(last, results.Len()-1), known, 0)
		}
		for _, next := range b.Succs {
			scan(next)
		}
	}
	scan(call.Block())
	return ends > 0 && all
}

// dead: the block stands under a condition that is constant, and does not hold.
func dead(b *ssa.BasicBlock) bool {
	for at := b; at.Idom() != nil; at = at.Idom() {
		d := at.Idom()
		test, ok := d.Instrs[len(d.Instrs)-1].(*ssa.If)
		if !ok || len(at.Preds) != 1 {
			continue
		}
		if c, ok := test.Cond.(*ssa.Const); ok && c.Value != nil && c.Value.Kind() == constant.Bool {
			if constant.BoolVal(c.Value) != (d.Succs[0] == at) {
				return true
			}
		}
	}
	return false
}

// knownErrors are the errors of which a condition on the way to b says that they are not
// nil.
func knownErrors(b *ssa.BasicBlock) map[ssa.Value]bool {
	known := map[ssa.Value]bool{}
	for at := b; at != nil; at = at.Idom() {
		d := at.Idom()
		if d == nil {
			break
		}
		cond, ok := d.Instrs[len(d.Instrs)-1].(*ssa.If)
		if !ok {
			continue
		}
		cmp, ok := cond.Cond.(*ssa.BinOp)
		if !ok || cmp.Op != token.NEQ && cmp.Op != token.EQL {
			continue
		}
		v := cmp.X
		if isNil(v) {
			v = cmp.Y
		} else if !isNil(cmp.Y) {
			continue
		}
		branch := d.Succs[0]
		if cmp.Op == token.EQL {
			branch = d.Succs[1]
		}
		if knowledge.IsError(v.Type()) && branch == at && len(at.Preds) == 1 {
			known[v] = true
			if load, ok := v.(*ssa.UnOp); ok {
				known[load.X] = true // the variable, until it is set again
			}
		}
	}
	return known
}

// isFailure: an error that is not nil: a known one, what was made of one, or a new one.
func isFailure(v ssa.Value, known map[ssa.Value]bool, depth int) bool {
	if known[v] {
		return true
	}
	if depth > 4 {
		return false
	}
	switch x := v.(type) {
	case *ssa.MakeInterface:
		return true
	case *ssa.Parameter:
		return depth == 0 // what the caller says went wrong
	case *ssa.UnOp:
		return x.Op == token.MUL && known[x.X]
	case *ssa.Phi:
		for _, e := range x.Edges {
			if !isFailure(e, known, depth+1) {
				return false
			}
		}
		return true
	case *ssa.Call:
		if fn := flow.Callee(&x.Call); fn != nil && (fn.FullName() == "fmt.Errorf" || fn.FullName() == "errors.New") {
			return true
		}
		for _, arg := range x.Call.Args {
			if knowledge.IsError(arg.Type()) && isFailure(arg, known, depth+1) {
				return true // wrapped
			}
		}
	}
	return false
}
