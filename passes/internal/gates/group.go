package gates

import (
	"go/constant"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
	"github.com/inflight-go/inflight/passes/internal/repeats"
	"github.com/inflight-go/inflight/passes/internal/spawns"
)

func constantBool(b bool) constant.Value { return constant.MakeBool(b) }

// unseen is a limit whose number is out of sight.
var unseen = repeats.Size{Class: repeats.Unknown}

// Group says whether the group or pool of s has a limit.
func (a *Analysis) Group(s *spawns.Spawn, f repeats.Factor) Verdict {
	v := a.group(s, f)
	if v.Gate == GroupLimit {
		v.Limited = v.Pos
	}
	v.Nested = a.nested(s)
	return v
}

func (a *Analysis) group(s *spawns.Spawn, f repeats.Factor) Verdict {
	if s.Group == nil {
		return Verdict{Gate: Owner, Pos: s.Pos()} // a method value: submit := g.Go
	}
	row := a.P.Table.Lookup(s.Callee)
	key := a.P.KeyOf(s.Group, nil)
	limits, handed, elsewhere := a.limitsOf(key)
	for _, val := range a.heldBy(s.Group) {
		// p.pool = pool.New().WithMaxGoroutines(8)
		more, _, _ := a.limitsOf(a.P.KeyOf(val, nil))
		limits = append(limits, more...)
	}
	made := a.origin(s.Group)
	if made.Gate != None && len(limits) == 0 {
		return made
	}
	if key == nil {
		return Verdict{Gate: Owner, Pos: s.Pos()}
	}
	if elsewhere.IsValid() {
		return Verdict{Gate: GroupLimit, Pos: elsewhere, K: unseen}
	}
	if handed.IsValid() {
		return Verdict{Gate: Owner, Pos: handed}
	}
	if l, ok := key.(ssa.Instruction); ok && f.Loop != nil && l.Parent() == f.Loop.Header.Parent() && f.Loop.Contains(l) {
		return Verdict{} // a group in each turn: its limit holds for that turn only
	}
	// Any of them holds, unless a later one undoes it.
	var verdict Verdict
	for _, call := range limits {
		v := a.limit(s, f, call)
		if v.Gate == None || !undone(call, limits, s) {
			verdict = v
		}
		if verdict.Gate != None {
			return verdict
		}
	}
	if verdict.Fake == NoFake {
		verdict = a.constructed(s, f)
	}
	if verdict.Gate == None && verdict.Fake == NoFake && row.Pool == knowledge.Closed && !a.open(s.Group) {
		return Verdict{Gate: GroupLimit, Pos: s.Pos(), K: unseen} // limited unless somebody lifts it
	}
	return verdict
}

// limitsOf returns the calls that set the limit of a group. handed is where
// another function gets it that may set one, elsewhere where one does.
func (a *Analysis) limitsOf(key any) (limits []ssa.CallInstruction, handed, elsewhere token.Pos) {
	if key == nil {
		return nil, token.NoPos, token.NoPos
	}
	for _, fn := range a.P.Funcs {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				call, ok := instr.(ssa.CallInstruction)
				if !ok {
					continue
				}
				common := call.Common()
				callee := flow.Callee(common)
				role := a.P.Table.Lookup(callee).Role
				if _, deferred := instr.(*ssa.Defer); deferred && role == knowledge.Limit {
					continue // when all has been started
				}
				if role == knowledge.Limit && a.P.KeyOf(flow.Receiver(common), nil) == key {
					limits = append(limits, call)
				}
				if role == knowledge.None && callee != nil && a.P.FuncOf(callee) == nil && a.limitedBy(common, callee, key) {
					elsewhere = call.Pos()
					continue
				}
				if role == knowledge.None && a.handsOver(common, key) && callee != nil {
					// Another function gets the group: it may set the limit.
					if g := a.P.FuncOf(callee); g == nil && !a.leavesAlone(common, callee, key) || g != nil && a.limits(g, common, key) {
						handed = call.Pos()
					}
				}
			}
		}
	}
	return limits, handed, elsewhere
}

// leavesAlone reports whether a function of this package that was not built sets
// no limit on the group that it is given: one that does has a fact.
func (a *Analysis) leavesAlone(common *ssa.CallCommon, fn *types.Func, key any) bool {
	return fn.Pkg() == a.P.Pkg && !a.limitedBy(common, fn, key)
}

// limitedBy reports whether a fact says that fn, which is out of sight, sets a limit
// on the group that it is given.
func (a *Analysis) limitedBy(common *ssa.CallCommon, fn *types.Func, key any) bool {
	for i, arg := range flow.Args(common) {
		if a.Facts.Limits(fn, i) && a.P.KeyOf(arg, nil) == key {
			return true
		}
	}
	return false
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

// before reports whether x comes before y on every way to y.
func before(x, y ssa.Instruction) bool {
	if x.Block() != y.Block() {
		return x.Block().Dominates(y.Block())
	}
	for _, instr := range x.Block().Instrs {
		if instr == x {
			return true
		}
		if instr == y {
			return false
		}
	}
	return false
}

func (a *Analysis) handsOver(common *ssa.CallCommon, key any) bool {
	for _, arg := range common.Args {
		if a.P.Table.Limitable(arg.Type()) && a.P.KeyOf(arg, nil) == key {
			return true
		}
	}
	return false
}

// limits reports whether fn sets a limit on a group it is given.
func (a *Analysis) limits(fn *ssa.Function, common *ssa.CallCommon, key any) bool {
	e := flow.EnvOf(common, fn)
	found := false
	flow.Instructions(fn, true, func(instr ssa.Instruction) {
		if call, ok := instr.(ssa.CallInstruction); ok {
			if a.P.Table.Lookup(flow.Callee(call.Common())).Role == knowledge.Limit &&
				a.P.KeyOf(flow.Receiver(call.Common()), e) == key {
				found = true
			}
		}
	})
	return found
}

// limit judges one SetLimit call on the group of s.
func (a *Analysis) limit(s *spawns.Spawn, f repeats.Factor, call ssa.CallInstruction) Verdict {
	row := a.P.Table.Lookup(flow.Callee(call.Common()))
	args := flow.Args(call.Common())
	if row.Arg >= len(args) {
		return Verdict{Gate: GroupLimit, Pos: call.Pos(), K: unseen}
	}
	n := args[row.Arg]
	if a.late(s, call) && !lifts(n, row.Lifts) && !isZero(n) {
		return Verdict{Fake: LateLimit, FakePos: call.Pos(), FakeCall: call.Common()}
	}
	return a.limitBy(s, f, call, n, row.Lifts)
}

// lifts reports whether n is a number that stands for no limit.
func lifts(n ssa.Value, l knowledge.Lifts) bool {
	c, ok := n.(*ssa.Const)
	if !ok || c.Value == nil || c.Value.Kind() != constant.Int {
		return false
	}
	sign := constant.Sign(c.Value)
	switch l {
	case knowledge.LiftsNegative:
		return sign < 0
	case knowledge.LiftsZero:
		return sign == 0
	case knowledge.LiftsNotPositive:
		return sign <= 0
	}
	return false
}

func isZero(n ssa.Value) bool {
	c, ok := n.(*ssa.Const)
	return ok && c.Value != nil && c.Value.Kind() == constant.Int && constant.Sign(c.Value) == 0
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
	if k.Class.Unbounded() && (a.sameData(k, f) || isLen(n)) && always(a, n) {
		return Verdict{Fake: DataSized, FakePos: call.Pos()}
	}
	return Verdict{Gate: GroupLimit, Pos: call.Pos(), K: k, KValue: n}
}

func isLen(v ssa.Value) bool {
	call, ok := v.(*ssa.Call)
	return ok && builtinLen(call) != nil
}

// late reports whether the limit is set only after something was started: the
// call cannot be reached without passing the spawn, or the loop that spawns.
func (a *Analysis) late(s *spawns.Spawn, call ssa.CallInstruction) bool {
	x, y := s.Instr.Block(), call.Block()
	if s.Instr.Parent() != call.Parent() {
		return false
	}
	if x == y {
		for _, instr := range x.Instrs {
			if instr == s.Instr {
				return true
			}
			if instr == call {
				return false
			}
		}
	}
	if x.Dominates(y) {
		return true
	}
	// After the loop: the loop's head comes first, and nothing leads back.
	l := a.P.Loops(s.Instr.Parent()).Of(s.Instr)
	for ; l != nil; l = l.Parent {
		if !l.Contains(call) && l.Header.Dominates(y) && !sameLoop(s.Instr, call) {
			return true
		}
	}
	return false
}
