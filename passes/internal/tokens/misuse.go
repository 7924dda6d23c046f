package tokens

import (
	"cmp"
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/spawns"
)

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
	apart := a.apart(u)
	if u.channel && !apart {
		return nil // who else sends and receives there cannot be seen
	}
	_, parameter := key.(*ssa.Parameter)
	m := &misuse{a: a, u: u, units: units, seen: !parameter, started: a.started(), apart: apart}
	for _, unit := range units {
		m.look(unit)
	}
	return m.out
}

// A misuse collects the faults of one semaphore.
type misuse struct {
	a     *Analysis
	u     *uses
	units []unit
	seen  bool
	// apart: nobody else can give back to it.
	apart bool
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
	own := m.apart && !m.foreign(fn, sum)
	for _, e := range sum.exits {
		if !e.sound() {
			continue
		}
		switch {
		case e.net > 0 && e.took && !m.dies(e) && (own && leaks(e, sum) || dutiful(e, sum)):
			m.add(Fault{Kind: Leak, Pos: e.take, At: e.pos, Turn: e.loop != nil, Work: work, Explicit: releases(sum, own), Func: fn})
		case e.net < 0 && e.took && !e.failed && e.loop == nil && e.first != e.last:
			m.add(Fault{Kind: Twice, Pos: e.take, First: e.first, At: e.last, Func: fn})
		case e.net < 0 && !e.took && e.stray && e.last.IsValid() && sum.always():
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

// releases are the releases of a function that gives back in no other way, and on all ways
// but those that are faults: nobody is to get its token.
func releases(sum *summary, own bool) []ssa.Instruction {
	if sum.indirect || !own {
		return nil
	}
	for _, e := range sum.exits {
		if e.took && (e.vague || e.net > 0 && !leaks(e, sum)) {
			return nil
		}
	}
	return sum.explicit
}

// dies: the function that made the semaphore returns, and nobody waits for its tokens.
func (m *misuse) dies(e exit) bool {
	return e.loop == nil && m.u.made != nil && m.u.made.Parent() == e.ret.Parent()
}

// dutiful: the function gives back what it has taken where it fails, and here it does not.
// Whoever called has nothing in hand then, whoever else gives back.
func dutiful(e exit, sum *summary) bool {
	return e.outcome == failure && slices.ContainsFunc(sum.exits, func(g exit) bool {
		return g.sound() && g.outcome == failure && g.took && g.net <= 0 && !g.handed
	})
}

// leaks reports whether the way e keeps a token that other ways give back.
func leaks(e exit, sum *summary) bool {
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

// always: each way on which an attempt took nothing gives back what it did not take. Where
// only some do, something may tell them apart that was noted on another way.
func (s *summary) always() bool {
	return !slices.ContainsFunc(s.exits, func(e exit) bool { return e.ret != nil && e.failed && !e.took && e.net >= 0 })
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

func sorted(faults []Fault) []Fault {
	slices.SortStableFunc(faults, func(x, y Fault) int { return cmp.Compare(x.Pos, y.Pos) })
	return faults
}
