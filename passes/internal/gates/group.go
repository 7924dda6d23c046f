package gates

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/effects"
	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
	"github.com/inflight-go/inflight/passes/internal/repeats"
	"github.com/inflight-go/inflight/passes/internal/spawns"
)

// Group says whether the group or pool of s has a limit.
func (a *Analysis) Group(s *spawns.Spawn, f repeats.Factor) Verdict {
	v := a.group(s, f)
	if v.Gate == GroupLimit {
		v.Limited = v.Pos
	}
	if key := a.P.KeyOf(s.Group, nil); key != nil {
		v.Nested = a.reader().Work(s).At(effects.Submits, key)
	}
	return v
}

func (a *Analysis) group(s *spawns.Spawn, f repeats.Factor) Verdict {
	if s.Group == nil {
		return owned(s.Pos()) // a method value: submit := g.Go
	}
	key := a.P.KeyOf(s.Group, nil)
	given := a.given(key)
	for _, val := range a.heldBy(s.Group) {
		// p.pool = pool.New().WithMaxGoroutines(8)
		given.limits = append(given.limits, a.given(a.P.KeyOf(val, nil)).limits...)
	}
	if v := a.origin(s.Group); v.Gate != None && len(given.limits) == 0 {
		return v
	}
	switch {
	case key == nil:
		return owned(s.Pos())
	case given.elsewhere.IsValid():
		return limited(given.elsewhere)
	case given.handed.IsValid():
		return owned(given.handed)
	}
	if made, ok := key.(ssa.Instruction); ok && f.Loop != nil && made.Parent() == f.Loop.Header.Parent() && f.Loop.Contains(made) {
		return Verdict{} // a group in each turn: its limit holds for that turn only
	}
	v := a.set(s, f, given.limits)
	if v.Gate == None && v.Fake == NoFake {
		v = a.constructed(s, f)
	}
	if v.Gate == None && v.Fake == NoFake && a.P.Table.Lookup(s.Callee).Pool == knowledge.Closed && !a.open(s.Group) {
		return limited(s.Pos()) // limited unless somebody lifts it
	}
	return v
}

// owned: the group belongs to somebody else.
func owned(pos token.Pos) Verdict { return Verdict{Gate: Owner, Pos: pos} }

// limited: the group has a limit, of which the number is out of sight.
func limited(pos token.Pos) Verdict { return Verdict{Gate: GroupLimit, Pos: pos, K: unseen.size} }

// given is what the package does to the limit of a group.
type given struct {
	// limits are the calls that set one.
	limits []ssa.CallInstruction
	// elsewhere is where a function gets the group that sets one.
	elsewhere token.Pos
	// handed is where a function gets it that may set one.
	handed token.Pos
}

func (a *Analysis) given(group any) given {
	var g given
	if group == nil {
		return g
	}
	for _, fn := range a.P.Funcs {
		flow.Instructions(fn, false, func(instr ssa.Instruction) {
			if call, ok := instr.(ssa.CallInstruction); ok {
				a.addTo(&g, call, group)
			}
		})
	}
	return g
}

func (a *Analysis) addTo(g *given, call ssa.CallInstruction, group any) {
	common := call.Common()
	callee := flow.Callee(common)
	switch a.P.Table.Lookup(callee).Role {
	case knowledge.Limit:
		_, deferred := call.(*ssa.Defer) // when all has been started
		if !deferred && a.P.KeyOf(flow.Receiver(common), nil) == group {
			g.limits = append(g.limits, call)
		}
	case knowledge.None:
		fn := a.P.FuncOf(callee)
		switch {
		case callee == nil:
		case fn == nil && a.limitedBy(common, callee, group):
			g.elsewhere = call.Pos()
		case !a.handsOver(common, group):
		case fn != nil && a.limits(fn, common, group), fn == nil && callee.Pkg() != a.P.Pkg:
			// One of this package that was not built and sets a limit has a fact.
			g.handed = call.Pos()
		}
	}
}

// limitedBy reports whether a fact says that fn, which is out of sight, sets a limit
// on the group that it is given.
func (a *Analysis) limitedBy(common *ssa.CallCommon, fn *types.Func, group any) bool {
	for i, arg := range flow.Args(common) {
		if a.Facts.Limits(fn, i) && a.P.KeyOf(arg, nil) == group {
			return true
		}
	}
	return false
}

// handsOver reports whether a call is given the group.
func (a *Analysis) handsOver(common *ssa.CallCommon, group any) bool {
	for _, arg := range common.Args {
		if a.P.Table.Limitable(arg.Type()) && a.P.KeyOf(arg, nil) == group {
			return true
		}
	}
	return false
}

// limits reports whether fn sets a limit on a group it is given.
func (a *Analysis) limits(fn *ssa.Function, common *ssa.CallCommon, group any) bool {
	e := flow.EnvOf(common, fn)
	found := false
	flow.Instructions(fn, true, func(instr ssa.Instruction) {
		if call, ok := instr.(ssa.CallInstruction); ok {
			if a.P.Table.Lookup(flow.Callee(call.Common())).Role == knowledge.Limit &&
				a.P.KeyOf(flow.Receiver(call.Common()), e) == group {
				found = true
			}
		}
	})
	return found
}
