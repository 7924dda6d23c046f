package gates

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/effects"
	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
	"github.com/inflight-go/inflight/passes/internal/spawns"
)

// refuses: all that the work does comes after an attempt which says no while other
// work is at it: a flag that is swapped, a lock that is tried, a channel with room.
// What is told no ends at once.
func (a *Analysis) refuses(s *spawns.Spawn) (token.Pos, bool) {
	for _, fn := range s.Work {
		if pos, ok := a.refusesIn(fn, 0); ok {
			return pos, true
		}
	}
	return token.NoPos, false
}

func (a *Analysis) refusesIn(fn *ssa.Function, depth int) (token.Pos, bool) {
	if len(fn.Blocks) == 0 || depth > 2 {
		return token.NoPos, false
	}
	var works []*ssa.Call
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if got := a.got(instr); !got.empty() && a.shields(fn, instr, got) {
				return instr.Pos(), true
			}
			if call, ok := instr.(*ssa.Call); ok && !a.reader().Idle(&call.Call) {
				works = append(works, call)
			}
		}
	}
	// go func() { s.run() }(): what it calls may be what tries.
	if len(works) == 1 {
		if g := a.P.FuncOf(flow.Callee(&works[0].Call)); g != nil {
			return a.refusesIn(g, depth+1)
		}
	}
	return token.NoPos, false
}

// got returns the branches that are taken when an instruction has got what only some
// can have.
func (a *Analysis) got(attempt ssa.Instruction) cuts {
	switch attempt := attempt.(type) {
	case *ssa.Select:
		if !attempt.Blocking && len(attempt.States) == 1 && attempt.States[0].Dir == types.SendOnly && knowledge.IsToken(attempt.States[0].Chan.Type()) {
			return chosen(attempt, 0)
		}
	case *ssa.Call:
		callee := flow.Callee(&attempt.Call)
		role := a.P.Table.Lookup(callee).Role
		if role == knowledge.TryAcquire || role == knowledge.TryLock || effects.AtomicOf(callee) == effects.CompareAndSwap {
			return whenTrue(attempt)
		}
	}
	return newCuts()
}

// shields reports whether whatever work fn does stands behind the branches.
func (a *Analysis) shields(fn *ssa.Function, attempt ssa.Instruction, c cuts) bool {
	var behind []*ssa.BasicBlock
	for edge := range c.edges {
		if len(edge.to.Preds) == 1 {
			behind = append(behind, edge.to)
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
			if _, deferred := instr.(*ssa.Defer); deferred || a.reader().Idle(call.Common()) {
				continue
			}
			if !dominated(b, behind) {
				return false
			}
			worked = true
		}
	}
	return worked
}

// dominated reports whether every way to b leads through one of the blocks.
func dominated(b *ssa.BasicBlock, by []*ssa.BasicBlock) bool {
	for _, d := range by {
		if d.Dominates(b) {
			return true
		}
	}
	return false
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
