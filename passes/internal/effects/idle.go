package effects

import (
	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
)

// NextWork is the first call after instr that is not bookkeeping, before its function
// returns. around follows loops to their next turn too.
func (r Reader) NextWork(instr ssa.Instruction, around bool) (*ssa.Call, bool) {
	seen := map[*ssa.BasicBlock]bool{instr.Block(): !around}
	var walk func(b *ssa.BasicBlock, past bool) (*ssa.Call, bool)
	walk = func(b *ssa.BasicBlock, past bool) (*ssa.Call, bool) {
		for _, i := range b.Instrs {
			if call, ok := i.(*ssa.Call); ok && past && !r.Bookkeeping(&call.Call) {
				return call, true
			}
			past = past || i == instr
		}
		for _, succ := range b.Succs {
			if !seen[succ] && (around || !succ.Dominates(b)) {
				seen[succ] = true
				if call, ok := walk(succ, true); ok {
					return call, true
				}
			}
		}
		return nil, false
	}
	return walk(instr.Block(), false)
}

// Bookkeeping reports whether a call is no work: one that is idle, or so short that
// it is given nothing.
func (r Reader) Bookkeeping(call *ssa.CallCommon) bool {
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
