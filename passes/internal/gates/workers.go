package gates

import (
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/effects"
	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
	"github.com/inflight-go/inflight/passes/internal/repeats"
	"github.com/inflight-go/inflight/passes/internal/spawns"
)

// worker: the work takes what it does from a channel that it did not make.
func (a *Analysis) worker(s *spawns.Spawn, factor repeats.Factor) (token.Pos, bool) {
	for _, fn := range s.Work {
		loops := a.P.Loops(fn)
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				recv, ok := instr.(*ssa.UnOp)
				if !ok || recv.Op != token.ARROW || !recv.CommaOk || loops.Of(recv) == nil {
					continue
				}
				// Have: a receive in a loop of the work.
				f := a.Repeats.Classify(loops.Of(recv))
				if f.Origin != nil && f.Origin.Kind == repeats.Channel && a.shared(recv.X, s, factor) {
					return recv.Pos(), true
				}
			}
		}
	}
	return token.NoPos, false
}

// shared reports whether a channel that the work uses is the same for all of
// them: not made for this one.
func (a *Analysis) shared(ch ssa.Value, s *spawns.Spawn, f repeats.Factor) bool {
	from := a.P.Resolve(ch, s.Env())
	switch v := from.(type) {
	case *ssa.MakeChan:
		// Made by the spawner before the loop, not by the work and not in each
		// turn.
		if v.Parent() != s.Instr.Parent() {
			return !within(v.Parent(), s.Work)
		}
		return v.Block() != s.Instr.Block() && !again(v, s.Instr)
	case *ssa.FieldAddr:
		// A field of the element is the element's own.
		from = a.P.Resolve(v.X, s.Env())
	case *ssa.Field:
		from = a.P.Resolve(v.X, s.Env())
	case *ssa.Parameter, *ssa.Global, *ssa.FreeVar, *ssa.UnOp:
	default:
		return false
	}
	return f.Loop == nil || !a.Repeats.Variant(f.Loop, from)
}

// within reports whether fn is one of the functions of the work, or a literal in one.
func within(fn *ssa.Function, work []*ssa.Function) bool {
	for ; fn != nil; fn = fn.Parent() {
		if slices.Contains(work, fn) {
			return true
		}
	}
	return false
}

// prefetch: the messages of a channel are not acknowledged before the work does so,
// and the broker was told how many of those to hand out: on the same connection, or,
// out of sight, by whoever opened it.
func (a *Analysis) prefetch(work *effects.Effects, f repeats.Factor) Verdict {
	if f.Origin == nil || f.Origin.Kind != repeats.Channel || !a.P.Table.Prefetches(f.Origin.Func) || !work.Acks {
		return Verdict{}
	}
	consume := result(a.P.Resolve(f.Origin.Value, nil))
	if consume == nil {
		return Verdict{}
	}
	key := a.P.KeyOf(flow.Receiver(&consume.Call), nil)
	if _, ok := key.(*ssa.Parameter); ok || key == nil {
		return Verdict{Gate: Unseen, Pos: consume.Pos()}
	}
	for _, fn := range a.P.Funcs {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				call, ok := instr.(ssa.CallInstruction)
				if ok && a.P.Table.Lookup(flow.Callee(call.Common())).Role == knowledge.Prefetch &&
					a.P.KeyOf(flow.Receiver(call.Common()), nil) == key {
					return Verdict{Gate: Prefetch, Pos: call.Pos()}
				}
			}
		}
	}
	return Verdict{}
}
