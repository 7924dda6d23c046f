package gates

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
)

// conditional: a wait that is left out only while nothing runs yet, or in all but
// every k-th turn, holds as one in every turn does. The test before it is then
// the cut.
func (q *search) conditional(c *candidate) {
	r := q.r
	for instr := range c.cuts.instrs {
		b := instr.Block()
		for d := b.Idom(); d != nil && r.contains(d); d = d.Idom() {
			if len(d.Instrs) == 0 {
				continue
			}
			test, ok := d.Instrs[len(d.Instrs)-1].(*ssa.If)
			if !ok {
				continue
			}
			switch {
			case c.kind == Join && r.loop != nil && (q.everyKth(test, r) || startedBefore(test, b)),
				c.kind == Semaphore && q.optional(test, instr):
				c.cuts.instrs[test] = true
			}
			break
		}
	}
}

// optional: the token is taken only if there is a semaphore. Whoever makes none
// has chosen not to have a limit.
func (a *Analysis) optional(test *ssa.If, acquire ssa.Instruction) bool {
	v, is, ok := comparedTo(test.Cond, false)
	if !ok {
		v, is, ok = comparedTo(test.Cond, true)
	}
	if !ok || !is.IsNil() {
		return false
	}
	key := a.P.KeyOf(v, nil)
	switch instr := acquire.(type) {
	case *ssa.Send:
		return key != nil && key == a.P.KeyOf(instr.Chan, nil)
	case *ssa.UnOp:
		return key != nil && key == a.P.KeyOf(instr.X, nil)
	case *ssa.Call:
		return key != nil && key == a.P.KeyOf(flow.Receiver(&instr.Call), nil)
	}
	return false
}

// everyKth: the test compares a count that grows with a number, or its remainder.
func (a *Analysis) everyKth(test *ssa.If, r region) bool {
	cmp, ok := test.Cond.(*ssa.BinOp)
	if !ok {
		return false
	}
	for _, side := range []ssa.Value{cmp.X, cmp.Y} {
		if rem, ok := side.(*ssa.BinOp); ok && rem.Op == token.REM {
			return true
		}
	}
	return a.counter(cmp, true, r, true) || a.counter(cmp, false, r, true)
}

// startedBefore: the wait is for the work of an earlier turn, if there was one: a
// channel, function or pointer that is nil until then.
func startedBefore(test *ssa.If, wait *ssa.BasicBlock) bool {
	v, is, ok := comparedTo(test.Cond, false)
	branch := test.Block().Succs[1]
	if !ok {
		v, is, ok = comparedTo(test.Cond, true)
		branch = test.Block().Succs[0]
	}
	// Have: v equals is on branch; the wait must stand on the other.
	if !ok || !is.IsNil() || branch.Dominates(wait) {
		return false
	}
	switch v.Type().Underlying().(type) {
	case *types.Chan, *types.Signature, *types.Pointer:
		return true
	}
	return false
}
