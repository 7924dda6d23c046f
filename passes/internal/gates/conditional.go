package gates

import (
	"go/token"
	"go/types"
	"maps"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
)

// conditional: a wait that is left out only while nothing runs yet, or in all but
// every k-th turn, holds as one in every turn does. The test before it is then
// the cut.
func (q *search) conditional(c *candidate) {
	for instr := range maps.Clone(c.cuts.instrs) {
		test := q.testBefore(instr.Block())
		switch {
		case test == nil:
		case c.kind == Join && q.r.loop != nil && (q.everyKth(test) || startedBefore(test, instr.Block())),
			c.kind == Semaphore && q.optional(test, instr):
			c.cuts.instrs[test] = true
		}
	}
}

// testBefore returns the last test of the region that every way to b comes by, nil if
// there is none.
func (q *search) testBefore(b *ssa.BasicBlock) *ssa.If {
	for d := b.Idom(); d != nil && q.r.contains(d); d = d.Idom() {
		if test := testOf(d); test != nil {
			return test
		}
	}
	return nil
}

// optional: the token is taken only if there is a semaphore. Whoever makes none
// has chosen not to have a limit.
func (q *search) optional(test *ssa.If, acquire ssa.Instruction) bool {
	v, _ := comparedToNil(test)
	if v == nil {
		return false
	}
	key := q.P.KeyOf(v, nil)
	switch instr := acquire.(type) {
	case *ssa.Send:
		return key != nil && key == q.P.KeyOf(instr.Chan, nil)
	case *ssa.UnOp:
		return key != nil && key == q.P.KeyOf(instr.X, nil)
	case *ssa.Call:
		return key != nil && key == q.P.KeyOf(flow.Receiver(&instr.Call), nil)
	}
	return false
}

// everyKth: the test compares a count that grows with a number, or its remainder.
func (q *search) everyKth(test *ssa.If) bool {
	cmp, ok := test.Cond.(*ssa.BinOp)
	if !ok {
		return false
	}
	for _, side := range []ssa.Value{cmp.X, cmp.Y} {
		if rem, ok := side.(*ssa.BinOp); ok && rem.Op == token.REM {
			return true
		}
	}
	return q.counter(cmp, true, q.r, true) || q.counter(cmp, false, q.r, true)
}

// startedBefore: the wait is for the work of an earlier turn, if there was one: a
// channel, function or pointer that is nil until then.
func startedBefore(test *ssa.If, wait *ssa.BasicBlock) bool {
	v, whenNil := comparedToNil(test)
	if v == nil || whenNil.Dominates(wait) {
		return false
	}
	// Have: the wait stands on the other branch.
	switch v.Type().Underlying().(type) {
	case *types.Chan, *types.Signature, *types.Pointer:
		return true
	}
	return false
}
