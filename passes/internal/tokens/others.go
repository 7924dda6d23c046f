package tokens

import (
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
)

// foreign reports whether code that is not part of the ways through fn gives back to the
// semaphore what it has not taken: then a way that keeps the token may leave that to others.
func (m *misuse) foreign(fn *ssa.Function, sum *summary) bool {
	for _, u := range m.units {
		if u.fn != fn && m.givesBack(u.fn) && !u.sum.even() && !m.called(u.fn, sum, 0) {
			return true
		}
	}
	return false
}

// givesBack: fn itself gives back to the semaphore.
func (m *misuse) givesBack(fn *ssa.Function) bool {
	found := false
	flow.Instructions(fn, false, func(instr ssa.Instruction) {
		for _, o := range m.a.ops(instr, nil) {
			found = found || o.key == m.u.key && (o.kind == gives || o.kind == receives && !m.a.inverse[m.u.key] || o.kind == sends && m.a.inverse[m.u.key])
		}
	})
	return found
}

// even: no way gives back more than it has taken.
func (s *summary) even() bool {
	return !s.vague && !slices.ContainsFunc(s.exits, func(e exit) bool { return e.net < 0 || e.vague })
}

// called: a function runs only as a part of the ways that sum tells of, or for code that comes
// out even with its help.
func (m *misuse) called(fn *ssa.Function, sum *summary, depth int) bool {
	if p := fn.Parent(); p != nil && sum.reach[fn] && sum.reach[p] {
		return true
	}
	calls, all := m.a.P.Callers(fn)
	if fn.Parent() != nil {
		all = true
	}
	if !all || len(calls) == 0 || depth > maxCalls {
		return false
	}
	for _, call := range calls {
		if sum.reach[call.Parent()] {
			continue
		}
		i := slices.IndexFunc(m.units, func(u unit) bool { return u.fn == call.Parent() })
		if i < 0 || !m.units[i].sum.even() && !m.called(call.Parent(), sum, depth+1) {
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
			m.add(Fault{Kind: Panics, Pos: e.take, At: e.risky, First: at, Work: work, Explicit: releases(sum, true), Func: fn})
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

// early finds work that goes on when it has given its token back.
func (m *misuse) early(fn *ssa.Function, sum *summary) {
	for _, instr := range sum.explicit {
		if instr.Parent() != fn {
			continue
		}
		if next, ok := m.a.reader().NextWork(instr, false); ok {
			m.add(Fault{Kind: Early, Pos: instr.Pos(), At: next.Pos(), Func: fn})
			return
		}
	}
}
