package gates

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
	"github.com/inflight-go/inflight/passes/internal/spawns"
)

// refuses: all that the work does comes after an attempt which says no while other
// work is at it: a flag that is swapped, a lock that is tried, a channel with room.
// What is told no ends at once.
func (a *Analysis) refuses(s *spawns.Spawn) (token.Pos, bool) {
	for _, fn := range s.Work {
		if pos, ok := a.attempts(fn, 0); ok {
			return pos, true
		}
	}
	return token.NoPos, false
}

func (a *Analysis) attempts(fn *ssa.Function, depth int) (token.Pos, bool) {
	if len(fn.Blocks) == 0 || depth > 2 {
		return token.NoPos, false
	}
	var only *ssa.Call
	works := 0
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if sel, ok := instr.(*ssa.Select); ok && !sel.Blocking && len(sel.States) == 1 && sel.States[0].Dir == types.SendOnly && isToken(sel.States[0].Chan.Type()) && a.shields(fn, sel, cutEdge(sel, 0)) {
				return sel.Pos(), true
			}
			call, ok := instr.(*ssa.Call)
			if !ok {
				continue
			}
			if edges := a.attempt(call); !edges.empty() && a.shields(fn, call, edges) {
				return call.Pos(), true
			}
			if !a.idle(&call.Call) {
				works++
				only = call
			}
		}
	}
	// go func() { s.run() }(): what it calls may be what tries.
	if works == 1 {
		if g := a.P.FuncOf(flow.Callee(&only.Call)); g != nil {
			return a.attempts(g, depth+1)
		}
	}
	return token.NoPos, false
}

// attempt returns the branches taken when a call has got what only some can have.
func (a *Analysis) attempt(call *ssa.Call) cuts {
	callee := flow.Callee(&call.Call)
	if callee == nil || callee.Pkg() == nil {
		return newCuts()
	}
	if isAtomic(callee) && isSwap(callee) && prefix(callee.Name(), "CompareAndSwap") {
		return trueEdges(call)
	}
	switch a.P.Table.Lookup(callee).Role {
	case knowledge.TryAcquire, knowledge.TryLock:
		return trueEdges(call)
	}
	return newCuts()
}

// shields reports whether whatever work fn does stands behind the branches.
func (a *Analysis) shields(fn *ssa.Function, attempt ssa.Instruction, c cuts) bool {
	var behind []*ssa.BasicBlock
	for edge := range c.edges {
		if len(edge[1].Preds) == 1 {
			behind = append(behind, edge[1])
		}
	}
	if len(behind) == 0 || a.P.Loops(fn).Of(attempt) != nil || anew(attempt, fn) {
		return false
	}
	worked := false
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(ssa.CallInstruction)
			if !ok || instr == attempt {
				continue
			}
			if _, deferred := instr.(*ssa.Defer); deferred || a.idle(call.Common()) {
				continue
			}
			within := false
			for _, to := range behind {
				within = within || to.Dominates(b)
			}
			if !within {
				return false
			}
			worked = true
		}
	}
	return worked
}

// idle: a call that is no work: of a builtin, a lock or a logger.
func (a *Analysis) idle(call *ssa.CallCommon) bool {
	if _, ok := call.Value.(*ssa.Builtin); ok {
		return true
	}
	fn := flow.Callee(call)
	if fn == nil {
		return false
	}
	switch a.P.Table.Lookup(fn).Role {
	case knowledge.Quiet, knowledge.Unlock, knowledge.Release:
		return true
	}
	return fn.Signature().Variadic()
}

// anew: what is tried belongs to this piece of work alone.
func anew(attempt ssa.Instruction, fn *ssa.Function) bool {
	for _, op := range attempt.Operands(nil) {
		if made, ok := (*op).(ssa.Instruction); ok && made.Parent() == fn {
			switch made.(type) {
			case *ssa.Alloc, *ssa.MakeChan:
				return true
			}
		}
	}
	return false
}
