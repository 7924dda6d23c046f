package gates

import (
	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
	"github.com/inflight-go/inflight/passes/internal/repeats"
	"github.com/inflight-go/inflight/passes/internal/spawns"
)

// set judges the calls that set the limit of the group of s: any of them holds, unless
// a later one undoes it.
func (a *Analysis) set(s *spawns.Spawn, f repeats.Factor, limits []ssa.CallInstruction) Verdict {
	var verdict Verdict
	for _, call := range limits {
		v := a.setBy(s, f, call)
		if v.Gate == None || !undone(call, limits, s) {
			verdict = v
		}
		if verdict.Gate != None {
			break
		}
	}
	return verdict
}

// undone reports whether another limit is set on every way from call to the
// spawn.
func undone(call ssa.CallInstruction, limits []ssa.CallInstruction, s *spawns.Spawn) bool {
	for _, later := range limits {
		if later != call && later.Parent() == call.Parent() && before(call, later) &&
			later.Parent() == s.Instr.Parent() && before(later, s.Instr) {
			return true
		}
	}
	return false
}

// setBy judges one SetLimit call on the group of s.
func (a *Analysis) setBy(s *spawns.Spawn, f repeats.Factor, call ssa.CallInstruction) Verdict {
	row := a.P.Table.Lookup(flow.Callee(call.Common()))
	args := flow.Args(call.Common())
	if row.Arg >= len(args) {
		return limited(call.Pos())
	}
	n := args[row.Arg]
	if a.late(s, call) && !lifts(n, row.Lifts) && !isZero(n) {
		return Verdict{Fake: LateLimit, FakePos: call.Pos(), FakeCall: call.Common()}
	}
	return a.limitBy(s, f, call, n, row.Lifts)
}

// late reports whether the limit is set only after something was started: the
// call cannot be reached without passing the spawn, or the loop that spawns.
func (a *Analysis) late(s *spawns.Spawn, call ssa.CallInstruction) bool {
	if s.Instr.Parent() != call.Parent() {
		return false
	}
	if before(s.Instr, call) {
		return true
	}
	if s.Instr.Block() == call.Block() {
		return false
	}
	// After the loop: the loop's head comes first, and nothing leads back.
	l := a.P.Loops(s.Instr.Parent()).Of(s.Instr)
	for ; l != nil; l = l.Parent {
		if !l.Contains(call) && l.Header.Dominates(call.Block()) && !again(s.Instr, call) {
			return true
		}
	}
	return false
}

// limitBy judges the limit n of the group of s.
func (a *Analysis) limitBy(s *spawns.Spawn, f repeats.Factor, call ssa.CallInstruction, n ssa.Value, l knowledge.Lifts) Verdict {
	if lifts(n, l) {
		return Verdict{Fake: Lifted, FakePos: call.Pos(), FakeCall: call.Common(), KValue: n}
	}
	if isZero(n) && s.Group != nil && knowledge.IsNamed(s.Group.Type(), "golang.org/x/sync/errgroup", "Group") {
		return Verdict{Fake: ZeroLimit, FakePos: call.Pos()}
	}
	k := a.Repeats.Count(n, call)
	if k.Class.Unbounded() && (a.sameData(k, f) || flow.LenOf(n) != nil) && a.always(n) {
		return Verdict{Fake: DataSized, FakePos: call.Pos()}
	}
	return Verdict{Gate: GroupLimit, Pos: call.Pos(), K: k, KValue: n}
}

// constructed judges the limit that a group was made with.
func (a *Analysis) constructed(s *spawns.Spawn, f repeats.Factor) Verdict {
	for _, v := range append([]ssa.Value{s.Group}, a.heldBy(s.Group)...) {
		call := result(a.P.Resolve(v, nil))
		if call == nil {
			continue
		}
		row := a.P.Table.Lookup(flow.Callee(&call.Call))
		if row.Role != knowledge.NewLimited {
			continue
		}
		if args := flow.Args(&call.Call); row.Arg >= 0 && row.Arg < len(args) {
			return a.limitBy(s, f, call, args[row.Arg], row.Lifts)
		}
		return limited(call.Pos())
	}
	return Verdict{}
}

// open reports whether a group of a kind that has a limit was made without.
func (a *Analysis) open(group ssa.Value) bool {
	for _, v := range append(a.heldBy(group), group) {
		if call, ok := a.P.Resolve(v, nil).(*ssa.Call); ok && a.P.Table.Lookup(flow.Callee(&call.Call)).Role == knowledge.NewGroup {
			return true
		}
	}
	return false
}
