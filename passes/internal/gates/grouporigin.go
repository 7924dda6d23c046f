package gates

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
)

// origin says whose group v is, when this package does not see where it is made:
// somebody else's, or one whose maker has set a limit.
func (a *Analysis) origin(group ssa.Value) Verdict {
	from := a.P.Resolve(group, nil)
	switch g := from.(type) {
	case *ssa.Alloc:
		return Verdict{}
	case *ssa.Call, *ssa.Extract:
		if call := result(g); call != nil {
			return a.made(call)
		}
	case *ssa.FieldAddr, *ssa.Global:
		if holder := holder(g); holder != nil {
			return a.stored(holder, g.Pos())
		}
	}
	return owned(from.Pos())
}

// result returns the call that v is the result of, or one of its results; else nil.
func result(v ssa.Value) *ssa.Call {
	if ex, ok := v.(*ssa.Extract); ok {
		v = ex.Tuple
	}
	call, _ := v.(*ssa.Call)
	return call
}

// holder returns the field or package variable that v is the place of, else nil.
func holder(v ssa.Value) *types.Var {
	switch v := v.(type) {
	case *ssa.FieldAddr:
		return flow.FieldOf(v)
	case *ssa.Global:
		obj, _ := v.Object().(*types.Var)
		return obj
	}
	return nil
}

// heldBy returns what the field or package variable that a group is in is set to.
func (a *Analysis) heldBy(group ssa.Value) []ssa.Value {
	v := holder(a.P.Resolve(group, nil))
	if v == nil {
		return nil
	}
	return slices.Clone(a.P.Stores(v))
}

// stored judges what a field or package variable that holds the group is set to:
// a parameter makes it the caller's, a call may return it limited. One of another
// package has a limit there, or is its own business.
func (a *Analysis) stored(v *types.Var, pos token.Pos) Verdict {
	if v.Pkg() != a.P.Pkg {
		if a.Facts.Limited(v) {
			return limited(pos)
		}
		return owned(pos)
	}
	for _, val := range a.P.Stores(v) {
		from := a.P.Resolve(val, nil)
		if _, ok := from.(*ssa.Parameter); ok {
			return owned(val.Pos())
		}
		if call := result(from); call != nil {
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
	isLimited, made := a.Facts.Group(callee)
	switch {
	case isLimited:
		return limited(call.Pos())
	case made:
		return Verdict{}
	}
	return owned(call.Pos())
}
