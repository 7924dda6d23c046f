package gates

import (
	"go/constant"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
	"github.com/inflight-go/inflight/passes/internal/repeats"
	"github.com/inflight-go/inflight/passes/internal/spawns"
)

func constantBool(b bool) constant.Value { return constant.MakeBool(b) }

// Group says whether the group of s has a limit.
func (a *Analysis) Group(s *spawns.Spawn, f repeats.Factor) Verdict {
	owner := resolve(s.Group, nil)
	switch g := owner.(type) {
	case *ssa.Parameter:
		return Verdict{Gate: Owner, Pos: g.Pos()}
	case *ssa.FreeVar, *ssa.Phi:
		return Verdict{Gate: Owner, Pos: owner.Pos()}
	case *ssa.Call:
		if v, done := a.made(g, f); done {
			return v
		}
	case *ssa.Extract:
		call, ok := g.Tuple.(*ssa.Call)
		if !ok {
			return Verdict{Gate: Owner, Pos: g.Pos()}
		}
		if v, done := a.made(call, f); done {
			return v
		}
	case *ssa.FieldAddr:
		field := flow.FieldOf(g)
		if field == nil || field.Pkg() != a.P.Pkg {
			return Verdict{Gate: Owner, Pos: g.Pos()}
		}
		if v := a.stored(field, f); v.Gate != None {
			return v
		}
	case *ssa.Global:
		if obj, ok := g.Object().(*types.Var); ok {
			if v := a.stored(obj, f); v.Gate != None {
				return v
			}
		}
	case *ssa.Alloc:
	default:
		return Verdict{Gate: Owner, Pos: s.Pos()}
	}

	key := keyOf(s.Group, nil)
	if key == nil {
		return Verdict{Gate: Owner, Pos: s.Pos()}
	}
	var verdict Verdict
	var limits []ssa.CallInstruction
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
				if role == knowledge.Limit && keyOf(flow.Receiver(common), nil) == key {
					limits = append(limits, call)
				}
				if role == knowledge.None && a.handsOver(common, key) && callee != nil {
					// Another function gets the group: it may set the limit.
					if g := a.P.FuncOf(callee); g == nil || a.limits(g, common, key) {
						return Verdict{Gate: Owner, Pos: call.Pos()}
					}
				}
			}
		}
	}
	if made, ok := key.(ssa.Instruction); ok && f.Loop != nil && made.Parent() == f.Loop.Header.Parent() && f.Loop.Contains(made) {
		return Verdict{} // a group in each turn: its limit holds for that turn only
	}
	// Any of them holds, unless a later one undoes it.
	for _, call := range limits {
		v := a.limit(s, f, call)
		if v.Gate == None || !undone(call, limits, s) {
			verdict = v
		}
		if verdict.Gate != None {
			return verdict
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

// stored judges what a field or package variable that holds the group is set to:
// a parameter makes it the caller's, a call may return it limited.
func (a *Analysis) stored(v *types.Var, f repeats.Factor) Verdict {
	for _, val := range a.P.Stores(v) {
		switch x := resolve(val, nil).(type) {
		case *ssa.Parameter:
			return Verdict{Gate: Owner, Pos: val.Pos()}
		case *ssa.Call:
			if verdict, done := a.made(x, f); done {
				return verdict
			}
		}
	}
	return Verdict{}
}

// made: the group is the result of a call.
func (a *Analysis) made(call *ssa.Call, f repeats.Factor) (Verdict, bool) {
	callee := flow.Callee(&call.Call)
	if a.P.Table.Lookup(callee).Role == knowledge.NewGroup {
		return Verdict{}, false
	}
	if fn := a.P.FuncOf(callee); fn != nil {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				if c, ok := instr.(ssa.CallInstruction); ok && a.P.Table.Lookup(flow.Callee(c.Common())).Role == knowledge.Limit {
					return Verdict{Gate: GroupLimit, Pos: c.Pos()}, true
				}
			}
		}
		// Have: a function of this package that sets no limit. Where it gets the
		// group from decides.
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				if c, ok := instr.(*ssa.Call); ok && a.P.Table.Lookup(flow.Callee(&c.Call)).Role == knowledge.NewGroup {
					return Verdict{}, false
				}
				if al, ok := instr.(*ssa.Alloc); ok && knowledge.IsNamed(al.Type(), "golang.org/x/sync/errgroup", "Group") {
					return Verdict{}, false
				}
			}
		}
	}
	return Verdict{Gate: Owner, Pos: call.Pos()}, true
}

func (a *Analysis) handsOver(common *ssa.CallCommon, key any) bool {
	for _, arg := range common.Args {
		if knowledge.IsNamed(arg.Type(), "golang.org/x/sync/errgroup", "Group") && keyOf(arg, nil) == key {
			return true
		}
	}
	return false
}

// limits reports whether fn sets a limit on a group it is given.
func (a *Analysis) limits(fn *ssa.Function, common *ssa.CallCommon, key any) bool {
	e := envOf(common, fn)
	found := false
	flow.Instructions(fn, true, func(instr ssa.Instruction) {
		if call, ok := instr.(ssa.CallInstruction); ok {
			if a.P.Table.Lookup(flow.Callee(call.Common())).Role == knowledge.Limit &&
				keyOf(flow.Receiver(call.Common()), e) == key {
				found = true
			}
		}
	})
	return found
}

// limit judges one SetLimit call on the group of s.
func (a *Analysis) limit(s *spawns.Spawn, f repeats.Factor, call ssa.CallInstruction) Verdict {
	n := flow.Args(call.Common())[0]
	if c, ok := n.(*ssa.Const); ok && c.Value != nil {
		switch {
		case constant.Sign(c.Value) < 0:
			return Verdict{Fake: NegativeLimit, FakePos: call.Pos(), KValue: n}
		case constant.Sign(c.Value) == 0:
			return Verdict{Fake: ZeroLimit, FakePos: call.Pos()}
		}
	}
	if a.late(s, call) {
		return Verdict{Fake: LateLimit, FakePos: call.Pos()}
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
