package progress

import (
	"go/token"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/sites"
)

// Group returns the sites that start work for the group of s, nil when which group
// that is cannot be told.
func (a *Analysis) Group(s *sites.Site) []*sites.Site {
	key := a.groupKey(s.Spawn)
	if key == nil {
		return nil
	}
	var out []*sites.Site
	for _, other := range a.table.Sites {
		if other.Spawn.Pooled() && a.groupKey(other.Spawn) == key {
			out = append(out, other)
		}
	}
	return out
}

// MadeAt is where the group of s is made, when the function that uses it makes it.
func (a *Analysis) MadeAt(s *sites.Site) (token.Pos, bool) {
	made, ok := a.groupKey(s.Spawn).(ssa.Value)
	if !ok || !a.local(made, s) {
		return token.NoPos, false
	}
	if ex, ok := made.(*ssa.Extract); ok {
		made = ex.Tuple
	}
	return made.Pos(), made.Pos().IsValid()
}

// local: v is made in the function around s.
func (a *Analysis) local(v ssa.Value, s *sites.Site) bool {
	switch v.(type) {
	case *ssa.Alloc, *ssa.Call, *ssa.Extract:
	default:
		return false
	}
	for _, fn := range family(s.Spawn.Instr.Parent()) {
		if v.Parent() == fn {
			return true
		}
	}
	return false
}

// shared looks for a use of a group beyond that of the function that makes it, where
// work can be added or a limit be set.
func (a *Analysis) shared(all []*sites.Site) (token.Pos, bool) {
	for _, s := range all {
		if !s.Spawn.Pooled() {
			continue
		}
		key := a.groupKey(s.Spawn)
		made, ok := key.(ssa.Value)
		if !ok || !a.local(made, s) {
			return s.Node.Pos(), true
		}
		var found ssa.Instruction
		is := func(v ssa.Value) bool { return v != nil && a.p.KeyOf(v, nil) == key }
		for _, fn := range family(s.Spawn.Instr.Parent()) {
			flow.Instructions(fn, false, func(instr ssa.Instruction) {
				uses := false
				switch instr := instr.(type) {
				case ssa.CallInstruction:
					for _, arg := range flow.Args(instr.Common()) {
						uses = uses || is(arg)
					}
				case *ssa.MakeClosure:
					// g.Go as a value
					bound := strings.HasPrefix(instr.Fn.(*ssa.Function).Synthetic, "bound method wrapper")
					uses = bound && is(instr.Bindings[0])
				case *ssa.Store:
					_, cell := instr.Addr.(*ssa.Alloc)
					uses = !cell && is(instr.Val)
				case *ssa.Return:
					for _, v := range instr.Results {
						uses = uses || is(v)
					}
				case *ssa.MakeInterface:
					uses = is(instr.X)
				case *ssa.Send:
					uses = is(instr.X)
				case *ssa.MapUpdate:
					uses = is(instr.Value)
				case *ssa.Phi:
					for _, v := range instr.Edges {
						uses = uses || is(v)
					}
				}
				if uses && found == nil {
					found = instr
				}
			})
		}
		if found != nil {
			return found.Pos(), true
		}
	}
	return token.NoPos, false
}
