package gates

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
	"github.com/inflight-go/inflight/passes/internal/repeats"
	"github.com/inflight-go/inflight/passes/internal/spawns"
)

// origin says whose group v is, when this package does not see where it is made:
// somebody else's, or one whose maker has set a limit.
func (a *Analysis) origin(group ssa.Value) Verdict {
	owner := a.P.Resolve(group, nil)
	switch g := owner.(type) {
	case *ssa.Parameter, *ssa.FreeVar, *ssa.Phi:
		return Verdict{Gate: Owner, Pos: owner.Pos()}
	case *ssa.Call:
		return a.made(g)
	case *ssa.Extract:
		if call, ok := g.Tuple.(*ssa.Call); ok {
			return a.made(call)
		}
		return Verdict{Gate: Owner, Pos: g.Pos()}
	case *ssa.FieldAddr:
		field := flow.FieldOf(g)
		if field != nil && field.Pkg() == a.P.Pkg {
			return a.stored(field)
		}
		if field != nil && a.Facts.Limited(field) {
			return Verdict{Gate: GroupLimit, Pos: g.Pos(), K: unseen}
		}
		return Verdict{Gate: Owner, Pos: g.Pos()}
	case *ssa.Global:
		obj, ok := g.Object().(*types.Var)
		if ok && obj.Pkg() == a.P.Pkg {
			return a.stored(obj)
		}
		if ok && a.Facts.Limited(obj) {
			return Verdict{Gate: GroupLimit, Pos: g.Pos(), K: unseen}
		}
		return Verdict{Gate: Owner, Pos: g.Pos()}
	case *ssa.Alloc:
		return Verdict{}
	}
	return Verdict{Gate: Owner, Pos: owner.Pos()}
}

// stored judges what a field or package variable that holds the group is set to:
// a parameter makes it the caller's, a call may return it limited.
func (a *Analysis) stored(v *types.Var) Verdict {
	for _, val := range a.P.Stores(v) {
		var call *ssa.Call
		switch x := a.P.Resolve(val, nil).(type) {
		case *ssa.Parameter:
			return Verdict{Gate: Owner, Pos: val.Pos()}
		case *ssa.Call:
			call = x
		case *ssa.Extract:
			call, _ = x.Tuple.(*ssa.Call)
		}
		if call != nil {
			if verdict := a.made(call); verdict.Gate != None {
				return verdict
			}
		}
	}
	return Verdict{}
}

// made judges a group that is the result of a call: of the library's own
// constructor, of a function that a fact speaks of, or of one of this package.
func (a *Analysis) made(call *ssa.Call) Verdict {
	callee := flow.Callee(&call.Call)
	switch a.P.Table.Lookup(callee).Role {
	case knowledge.NewGroup, knowledge.NewLimited:
		return Verdict{} // see constructed
	}
	if isLimited, ok := a.Facts.Group(callee); ok {
		if isLimited {
			return Verdict{Gate: GroupLimit, Pos: call.Pos(), K: unseen}
		}
		return Verdict{}
	}
	return Verdict{Gate: Owner, Pos: call.Pos()}
}

// constructed judges the limit that a group was made with.
func (a *Analysis) constructed(s *spawns.Spawn, f repeats.Factor) Verdict {
	judge := func(v ssa.Value) (Verdict, bool) {
		if ex, ok := v.(*ssa.Extract); ok {
			v = ex.Tuple
		}
		call, ok := v.(*ssa.Call)
		if !ok {
			return Verdict{}, false
		}
		row := a.P.Table.Lookup(flow.Callee(&call.Call))
		if row.Role != knowledge.NewLimited {
			return Verdict{}, false
		}
		if args := flow.Args(&call.Call); row.Arg >= 0 && row.Arg < len(args) {
			return a.limitBy(s, f, call, args[row.Arg], row.Lifts), true
		}
		return Verdict{Gate: GroupLimit, Pos: call.Pos(), K: unseen}, true
	}
	group := a.P.Resolve(s.Group, nil)
	if v, ok := judge(group); ok {
		return v
	}
	for _, val := range a.heldBy(group) {
		if v, ok := judge(a.P.Resolve(val, nil)); ok {
			return v
		}
	}
	return Verdict{}
}

// heldBy returns what the field or package variable that a group is in is set to.
func (a *Analysis) heldBy(group ssa.Value) []ssa.Value {
	var holder *types.Var
	switch g := a.P.Resolve(group, nil).(type) {
	case *ssa.FieldAddr:
		holder = flow.FieldOf(g)
	case *ssa.Global:
		holder, _ = g.Object().(*types.Var)
	}
	if holder == nil {
		return nil
	}
	return a.P.Stores(holder)
}

// open reports whether a group of a kind that has a limit was made without.
func (a *Analysis) open(group ssa.Value) bool {
	for _, v := range append(a.heldBy(group), a.P.Resolve(group, nil)) {
		if call, ok := a.P.Resolve(v, nil).(*ssa.Call); ok && a.P.Table.Lookup(flow.Callee(&call.Call)).Role == knowledge.NewGroup {
			return true
		}
	}
	return false
}
