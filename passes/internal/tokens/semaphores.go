package tokens

import (
	"cmp"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
)

// keys are the semaphores that may be misused, in the order of their first use: of
// what is only received from nobody takes tokens.
func (a *Analysis) keys() []any {
	var out []*uses
	for _, u := range a.uses {
		taken := slices.ContainsFunc(u.ops, func(o op) bool { return o.kind != receives && o.kind != gives })
		if taken && !u.message && !a.unbuffered(u.made) {
			out = append(out, u)
		}
	}
	slices.SortFunc(out, func(x, y *uses) int { return cmp.Compare(x.ops[0].pos, y.ops[0].pos) })
	var keys []any
	for _, u := range out {
		keys = append(keys, u.key)
	}
	return keys
}

// A unit is a function that is looked at by itself: one that is declared, or a literal that
// is not merely a part of the function around it.
type unit struct {
	fn  *ssa.Function
	sum *summary
}

// units explores the functions that use a semaphore.
func (a *Analysis) units(u *uses) []unit {
	var out []unit
	seen := map[*ssa.Function]bool{}
	add := func(fn *ssa.Function) {
		if fn == nil || seen[fn] || fn.Blocks == nil {
			return
		}
		seen[fn] = true
		if sum := a.explore(fn, u.key, nil, 0, token.NoPos, nil); sum.ops > 0 {
			out = append(out, unit{fn, sum})
		}
	}
	for _, fn := range u.in {
		for f := fn; f != nil; f = f.Parent() {
			add(f)
		}
		calls, _ := a.P.Callers(fn)
		for _, call := range calls {
			add(call.Parent()) // a helper takes or gives back for it
		}
	}
	slices.SortStableFunc(out, func(x, y unit) int { return cmp.Compare(x.fn.Pos(), y.fn.Pos()) })
	return out
}

// isSemaphore: some function takes and gives back, and none gives back before it takes or
// receives turn by turn what it has not taken.
func isSemaphore(units []unit) bool {
	found := false
	for _, u := range units {
		if u.sum.givesFirst {
			return false
		}
		for _, e := range u.sum.exits {
			if e.loop != nil && e.net < 0 && !e.vague && !e.took {
				return false
			}
			found = found || e.took && e.net <= 0 && (e.first.IsValid() || e.last.IsValid())
		}
	}
	return found
}

// filled: whoever makes the channel sends on it before anybody else can have received.
func (a *Analysis) filled(u *uses) bool {
	mc, ok := u.made.(*ssa.MakeChan)
	return ok && slices.ContainsFunc(u.ops, func(o op) bool { return o.kind == sends }) && slices.Contains(u.in, mc.Parent())
}

// apart: the semaphore stays where its uses are seen: it is not handed to code out of sight,
// nor kept under another name.
func (a *Analysis) apart(u *uses) bool {
	switch key := u.key.(type) {
	case *types.Var:
		return !key.Exported() && a.loadsStay(key)
	case *ssa.MakeChan:
		return a.staysIn(key, map[ssa.Value]bool{})
	case *ssa.Alloc:
		return u.made != nil && a.staysIn(key, map[ssa.Value]bool{})
	case *ssa.Call:
		return u.made == key && a.staysIn(key, map[ssa.Value]bool{})
	case *ssa.Parameter:
		_, all := a.P.Callers(key.Parent())
		return all && a.onlyHere(key)
	}
	return false
}

// loadsStay: what a field or package variable holds is used where it is read.
func (a *Analysis) loadsStay(v *types.Var) bool {
	stays := true
	for _, fn := range a.P.Funcs {
		flow.Instructions(fn, false, func(instr ssa.Instruction) {
			load, ok := instr.(*ssa.UnOp)
			if !ok || load.Op != token.MUL {
				return
			}
			switch addr := load.X.(type) {
			case *ssa.FieldAddr:
				ok = flow.FieldOf(addr) == v
			case *ssa.Global:
				ok = addr.Object() == v
			default:
				ok = false
			}
			if ok {
				stays = stays && a.staysIn(load, map[ssa.Value]bool{})
			}
		})
	}
	return stays
}

// onlyHere: no caller uses the semaphore that it hands over for itself.
func (a *Analysis) onlyHere(p *ssa.Parameter) bool {
	index := slices.Index(p.Parent().Params, p)
	calls, _ := a.P.Callers(p.Parent())
	for _, call := range calls {
		args := call.Common().Args
		if index < 0 || index >= len(args) {
			return false
		}
		key := a.key(args[index], nil)
		if u := a.uses[key]; key == nil || u != nil && len(u.ops) > 0 {
			return false
		}
	}
	return true
}

// staysIn: every use of a channel is an operation on it, or hands it to a function in sight.
func (a *Analysis) staysIn(v ssa.Value, seen map[ssa.Value]bool) bool {
	if seen[v] || v.Referrers() == nil {
		return true
	}
	seen[v] = true
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Send:
			if ref.X == v {
				return false
			}
		case *ssa.UnOp:
			if ref.Op == token.MUL && !a.staysIn(ref, seen) {
				return false
			}
		case *ssa.Select, *ssa.BinOp, *ssa.DebugRef:
		case *ssa.Phi:
			if !a.staysIn(ref, seen) {
				return false
			}
		case *ssa.ChangeType:
			if !a.staysIn(ref, seen) {
				return false
			}
		case *ssa.Store:
			cell, ok := ref.Addr.(*ssa.Alloc)
			if !ok || ref.Val != v && ref.Addr != v || !a.staysIn(cell, seen) {
				return false
			}
		case *ssa.MakeClosure:
			for i, b := range ref.Bindings {
				if b == v && !a.staysIn(ref.Fn.(*ssa.Function).FreeVars[i], seen) {
					return false
				}
			}
		case ssa.CallInstruction:
			if !a.passed(ref, v, seen) {
				return false
			}
		default:
			return false
		}
	}
	return true
}

func (a *Analysis) passed(call ssa.CallInstruction, v ssa.Value, seen map[ssa.Value]bool) bool {
	common := call.Common()
	if b, ok := common.Value.(*ssa.Builtin); ok {
		return b.Name() == "len" || b.Name() == "cap"
	}
	if row := a.P.Table.Lookup(flow.Callee(common)); row.Role != knowledge.None && flow.Receiver(common) == v {
		return true // the method of a semaphore
	}
	bodies := a.bodies(common, nil)
	if len(bodies) == 0 {
		return false
	}
	for _, g := range bodies {
		for i, arg := range common.Args {
			if arg == v && (i >= len(g.Params) || !a.staysIn(g.Params[i], seen)) {
				return false
			}
		}
	}
	return true
}
