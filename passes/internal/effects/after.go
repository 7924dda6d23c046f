package effects

import (
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
)

// maxReturns is how many functions are followed to those that call them.
const maxReturns = 4

// ActsAfter reports whether anything follows instr that somebody could notice, or that
// depends on what others have done meanwhile: in its function, in what that has
// deferred, or in those that call it. Where nothing does, it makes no difference when
// instr comes to its end.
//
// What is not looked at here is for who asks: the close of a channel, the end of a piece of
// a group's work, a token that is given back.
func (r Reader) ActsAfter(instr ssa.Instruction) bool { return r.actsAfter(instr, 0) }

func (r Reader) actsAfter(instr ssa.Instruction, depth int) bool {
	if depth > maxReturns {
		return true
	}
	seen := map[*ssa.BasicBlock]bool{}
	var walk func(b *ssa.BasicBlock, from int) bool
	walk = func(b *ssa.BasicBlock, from int) bool {
		if slices.ContainsFunc(b.Instrs[from:], r.acts) {
			return true
		}
		for _, succ := range b.Succs {
			if !seen[succ] {
				seen[succ] = true
				if walk(succ, 0) {
					return true
				}
			}
		}
		return false
	}
	if walk(instr.Block(), slices.Index(instr.Block().Instrs, instr)+1) {
		return true
	}
	return r.actsAtEnd(instr.Parent(), nil, depth)
}

// actsAtEnd is ActsAfter for the end of fn: what it has deferred beside that call, and
// those that call it.
func (r Reader) actsAtEnd(fn *ssa.Function, beside *ssa.Defer, depth int) bool {
	if depth > maxReturns {
		return true
	}
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if d, ok := instr.(*ssa.Defer); ok && d != beside && r.callActs(&d.Call) {
				return true
			}
		}
	}
	for _, mc := range flow.Closures(fn) {
		for _, ref := range *mc.Referrers() {
			if _, kept := ref.(*ssa.Store); kept {
				return true // called by a name
			}
		}
	}
	callers, _ := r.P.Callers(fn)
	return slices.ContainsFunc(callers, func(call ssa.CallInstruction) bool {
		switch call := call.(type) {
		case *ssa.Call:
			return r.actsAfter(call, depth+1)
		case *ssa.Defer:
			return r.actsAtEnd(call.Parent(), call, depth+1)
		}
		return false
	})
}

// acts: an instruction that others can notice, a look at what they do, or a call that is not
// bookkeeping.
func (r Reader) acts(instr ssa.Instruction) bool {
	switch instr := instr.(type) {
	case *ssa.Send, *ssa.Select, *ssa.Go, *ssa.MapUpdate:
		return true
	case *ssa.Store:
		return !isArgument(instr.Addr)
	case *ssa.UnOp:
		switch instr.Op {
		case token.ARROW:
			return !knowledge.IsToken(instr.X.Type())
		case token.MUL:
			// What is read may be set by who receives.
			cell := flow.Cell(instr.X)
			return cell == nil || !flow.SetFirst(cell)
		}
	case *ssa.Call:
		return r.callActs(&instr.Call)
	}
	return false
}

// isArgument: the address is that of one of the arguments of a variadic call, which is
// looked at itself.
func isArgument(addr ssa.Value) bool {
	element, ok := addr.(*ssa.IndexAddr)
	if !ok {
		return false
	}
	list, ok := element.X.(*ssa.Alloc)
	return ok && list.Comment == "varargs"
}

// callActs: a call that is not bookkeeping. What a literal does that is called is looked at.
func (r Reader) callActs(call *ssa.CallCommon) bool {
	if b, ok := call.Value.(*ssa.Builtin); ok {
		return b.Name() == "copy" || b.Name() == "delete" || b.Name() == "panic"
	}
	switch r.P.Table.Lookup(flow.Callee(call)).Role {
	case knowledge.Quiet, knowledge.Release:
		return false
	}
	fns, ok := flow.Functions(call.Value)
	if !ok || len(fns) != 1 || fns[0].Parent() == nil {
		return true
	}
	return slices.ContainsFunc(fns[0].Blocks, func(b *ssa.BasicBlock) bool { return slices.ContainsFunc(b.Instrs, r.acts) })
}
