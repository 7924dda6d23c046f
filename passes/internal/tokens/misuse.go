package tokens

import (
	"cmp"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/spawns"
)

// keys are the semaphores that may be misused, in the order of their first use: what is
// only taken from, or only given back to, says nothing.
func (a *Analysis) keys() []any {
	var out []*uses
	for _, u := range a.uses {
		if len(u.ops) > 0 && !u.message && !a.unbuffered(u.made) {
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

// misused returns what is wrong with the use of one semaphore.
func (a *Analysis) misused(key any) []Fault {
	u := a.uses[key]
	units := a.units(u)
	if u.channel {
		switch {
		case isSemaphore(units):
		case a.filled(u):
			a.inverse[key] = true
			// Who fills the channel gives back what was never taken.
			units = slices.DeleteFunc(a.units(u), func(x unit) bool { return x.fn == u.made.Parent() })
			if !isSemaphore(units) {
				return nil
			}
		default:
			return nil
		}
	}
	if !a.apart(u) {
		return nil
	}
	_, parameter := key.(*ssa.Parameter)
	m := &misuse{a: a, u: u, units: units, seen: !parameter, started: a.started()}
	for _, unit := range units {
		m.look(unit)
	}
	return m.out
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

// apart: the semaphore stays where its uses are seen: its channel is not handed to code out
// of sight.
func (a *Analysis) apart(u *uses) bool {
	switch key := u.key.(type) {
	case *types.Var:
		return !u.channel || !key.Exported() && a.loadsStay(key)
	case *ssa.MakeChan:
		return a.staysIn(key, map[ssa.Value]bool{})
	case *ssa.Parameter:
		_, all := a.P.Callers(key.Parent())
		return all && a.onlyHere(key)
	case holder:
		return false
	}
	return true
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

// A misuse collects the faults of one semaphore.
type misuse struct {
	a     *Analysis
	u     *uses
	units []unit
	seen  bool
	// started are the functions that run as work.
	started map[*ssa.Function]bool
	out     []Fault
}

func (m *misuse) add(f Fault) {
	f.Seen = m.seen
	if !slices.ContainsFunc(m.out, func(have Fault) bool { return have.Kind == f.Kind && have.Pos == f.Pos }) {
		m.out = append(m.out, f)
	}
}

// look finds the faults of one function.
func (m *misuse) look(u unit) {
	if u.sum.vague {
		return
	}
	m.judge(u.fn, u.sum, false)
	over := false // more was given back than taken: who holds what is not clear
	for _, e := range u.sum.exits {
		over = over || e.net < 0
	}
	if over || len(u.sum.handovers) == 0 {
		return
	}
	for _, call := range inOrder(u.sum.handovers) {
		work, e := call.Common(), flow.Env(nil)
		fns := m.a.bodies(work, nil)
		if s := spawns.Of(m.a.P, call, m.a.Facts); s != nil {
			fns, e = s.Work, s.Env()
		}
		if len(fns) != 1 {
			continue
		}
		sum := m.a.explore(fns[0], m.u.key, e, 1, u.sum.handovers[call], nil)
		if !sum.vague {
			m.judge(fns[0], sum, true)
		}
	}
}

// started are the functions that run as work of their own.
func (a *Analysis) started() map[*ssa.Function]bool {
	if a.work == nil {
		a.work = map[*ssa.Function]bool{}
		for _, s := range spawns.Find(a.P, a.Facts) {
			for _, fn := range s.Work {
				a.work[fn] = true
			}
		}
	}
	return a.work
}

func inOrder(m map[ssa.CallInstruction]token.Pos) []ssa.CallInstruction {
	var out []ssa.CallInstruction
	for call := range m {
		out = append(out, call)
	}
	slices.SortFunc(out, func(x, y ssa.CallInstruction) int { return cmp.Compare(x.Pos(), y.Pos()) })
	return out
}

// judge finds the faults of the ways through fn. work: it was started with a token in hand.
func (m *misuse) judge(fn *ssa.Function, sum *summary, work bool) {
	own := !m.foreign(sum)
	for _, e := range sum.exits {
		if !e.sound() {
			continue
		}
		switch {
		case e.net > 0 && e.took && own && m.leaks(e, sum):
			m.add(Fault{Kind: Leak, Pos: e.take, At: e.pos, Turn: e.loop != nil, Work: work, Explicit: sum.explicit, Func: fn})
		case e.net < 0 && e.took && !e.failed && e.loop == nil && e.first != e.last:
			m.add(Fault{Kind: Twice, Pos: e.take, First: e.first, At: e.last, Func: fn})
		case e.net < 0 && !e.took && e.failed && e.last.IsValid():
			m.add(Fault{Kind: Untaken, Pos: e.last, At: m.attempt(fn), Func: fn})
		}
	}
	if own {
		m.panics(fn, sum, work)
	}
	if work || m.started[fn] {
		m.early(fn, sum)
	}
}

// leaks reports whether the way e keeps a token that other ways give back.
func (m *misuse) leaks(e exit, sum *summary) bool {
	good, likeIt := false, false
	for _, g := range sum.exits {
		if !g.took || g.net > 0 && !g.vague {
			continue
		}
		// Have: a way that gives the token back, or hands it on.
		if e.loop != nil && g.loop != e.loop {
			continue // a turn among turns that take, all to be given back together
		}
		good = true
		likeIt = likeIt || g.outcome != failure
	}
	if e.loop != nil {
		return good
	}
	if e.within != nil && sum.gathers(e.within) {
		return false
	}
	// A function that hands the token to its caller gives it back only where it fails.
	return good && (e.outcome == failure || likeIt)
}

// gathers: each turn of the loop takes a token and keeps it.
func (s *summary) gathers(l *flow.Loop) bool {
	keeps, comesOut := false, false
	for _, e := range s.exits {
		if e.loop == l && e.took {
			keeps = keeps || e.net > 0
			comesOut = comesOut || e.net == 0
		}
	}
	return keeps && !comesOut
}

// foreign reports whether code that is not part of these ways gives back to the semaphore
// what it has not taken: then a way that keeps the token may leave that to others.
func (m *misuse) foreign(sum *summary) bool {
	for _, u := range m.units {
		if sum.reach[u.fn] || m.partOf(u.fn, sum) {
			continue
		}
		if u.sum.vague {
			return true
		}
		for _, e := range u.sum.exits {
			if e.net < 0 || e.vague {
				if !m.called(u.fn, 0) {
					return true
				}
			}
		}
	}
	return false
}

// partOf: a literal inside the functions of these ways, which they call or start.
func (m *misuse) partOf(fn *ssa.Function, sum *summary) bool {
	for p := fn.Parent(); p != nil; p = p.Parent() {
		if sum.reach[p] && m.called(fn, 0) {
			return true
		}
	}
	return false
}

// called: all callers of a function are seen, and what they do with its help comes out even.
func (m *misuse) called(fn *ssa.Function, depth int) bool {
	if depth > maxCalls {
		return false
	}
	calls, all := m.a.P.Callers(fn)
	if fn.Parent() != nil {
		all = len(calls) > 0
	}
	if !all || len(calls) == 0 {
		return false
	}
	for _, call := range calls {
		i := slices.IndexFunc(m.units, func(u unit) bool { return u.fn == call.Parent() })
		if i < 0 {
			return false
		}
		caller := m.units[i]
		switch caller.sum.net() {
		case nothing:
		case giving, sometimes:
			if !m.called(caller.fn, depth+1) {
				return false
			}
		default:
			return false
		}
	}
	return true
}

// attempt is where fn tries to take a token.
func (m *misuse) attempt(fn *ssa.Function) token.Pos {
	pos := token.NoPos
	flow.Instructions(fn, false, func(instr ssa.Instruction) {
		for _, o := range m.a.ops(instr, nil) {
			taking := o.kind == takes || o.kind == tries || o.kind == sends && !m.a.inverse[m.u.key] || o.kind == receives && m.a.inverse[m.u.key]
			if o.key == m.u.key && taking && !pos.IsValid() {
				pos = o.pos
			}
		}
	})
	return pos
}

// panics: the function, or the work, recovers from panics and gives the token back only
// where it comes to the end.
func (m *misuse) panics(fn *ssa.Function, sum *summary, work bool) {
	at := recovers(m.a, fn)
	if !at.IsValid() || len(sum.explicit) == 0 {
		return
	}
	for _, e := range sum.exits {
		if e.sound() && e.took && e.net == 0 && e.risky.IsValid() && !e.handed && e.take.IsValid() {
			m.add(Fault{Kind: Panics, Pos: e.take, At: e.risky, First: at, Work: work, Explicit: sum.explicit, Func: fn})
			return
		}
	}
}

// recovers is where fn defers a function that recovers from panics.
func recovers(a *Analysis, fn *ssa.Function) token.Pos {
	pos := token.NoPos
	flow.Instructions(fn, false, func(instr ssa.Instruction) {
		d, ok := instr.(*ssa.Defer)
		if !ok {
			return
		}
		for _, g := range a.bodies(&d.Call, nil) {
			flow.Instructions(g, false, func(instr ssa.Instruction) {
				if call, ok := instr.(*ssa.Call); ok {
					if b, ok := call.Call.Value.(*ssa.Builtin); ok && b.Name() == "recover" {
						pos = d.Pos()
					}
				}
			})
		}
	})
	return pos
}

func sorted(faults []Fault) []Fault {
	slices.SortStableFunc(faults, func(x, y Fault) int { return cmp.Compare(x.Pos, y.Pos) })
	return faults
}
