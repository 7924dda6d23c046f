package effects

import (
	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
)

// goesOn reports whether there is work to do after instr, before its function returns:
// a call that is not bookkeeping.
func (r Reader) goesOn(instr ssa.Instruction) bool {
	seen := map[*ssa.BasicBlock]bool{}
	var walk func(b *ssa.BasicBlock, past bool) bool
	walk = func(b *ssa.BasicBlock, past bool) bool {
		for _, i := range b.Instrs {
			if call, ok := i.(*ssa.Call); ok && past && !r.bookkeeping(&call.Call) {
				return true
			}
			past = past || i == instr
		}
		for _, succ := range b.Succs {
			if !seen[succ] {
				seen[succ] = true
				if walk(succ, true) {
					return true
				}
			}
		}
		return false
	}
	return walk(instr.Block(), false)
}

// bookkeeping: a call that is idle, or so short that it is given nothing.
func (r Reader) bookkeeping(call *ssa.CallCommon) bool {
	if r.Idle(call) {
		return true
	}
	fn := flow.Callee(call)
	return fn != nil && fn.Signature().Params().Len() == 0
}

// Idle reports whether a call is no work: of a builtin, a group, a lock or a logger.
func (r Reader) Idle(call *ssa.CallCommon) bool {
	if _, ok := call.Value.(*ssa.Builtin); ok {
		return true
	}
	fn := flow.Callee(call)
	if fn == nil {
		return false
	}
	switch r.P.Table.Lookup(fn).Role {
	case knowledge.Quiet, knowledge.Unlock, knowledge.Release:
		return true
	}
	return fn.Signature().Variadic()
}
