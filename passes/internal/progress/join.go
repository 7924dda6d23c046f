package progress

import (
	"go/token"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
	"github.com/inflight-go/inflight/passes/internal/sites"
	"github.com/inflight-go/inflight/passes/internal/spawns"
)

// A join is where a function waits for work that was started in it.
type join struct {
	in *ssa.Function
	at ssa.Instruction
	// wait is what waits, in a literal if at runs one.
	wait     ssa.Instruction
	pos      token.Pos
	deferred bool
}

// family returns the declared function around fn with all literals in it.
func family(fn *ssa.Function) []*ssa.Function {
	for fn.Parent() != nil {
		fn = fn.Parent()
	}
	var out []*ssa.Function
	var add func(*ssa.Function)
	add = func(fn *ssa.Function) {
		out = append(out, fn)
		for _, anon := range fn.AnonFuncs {
			add(anon)
		}
	}
	add(fn)
	return out
}

// joins finds where the work of each site is waited for: all in one function.
func (a *Analysis) joins(all []*sites.Site, w *walk) ([]join, bool) {
	var out []join
	for _, s := range all {
		j, ok := a.joinOf(s, w)
		if !ok || len(out) > 0 && j.in != out[0].in {
			return nil, false
		}
		out = append(out, j)
	}
	return out, len(out) > 0
}

func (a *Analysis) joinOf(s *sites.Site, w *walk) (join, bool) {
	counted := map[any]bool{}
	for key := range w.dones[s] {
		counted[key] = true
	}
	if s.Spawn.Kind == spawns.WaitGroup || s.Spawn.Pooled() {
		if s.Spawn.Group != nil {
			counted[a.exactly(s.Spawn.Group, nil)] = true
		}
	}
	spawner := s.Spawn.Instr.Parent()
	if j, ok := a.waitMethod(s, w); ok {
		return j, true
	}
	for _, fn := range family(spawner) {
		if w.own[fn] {
			continue
		}
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				call, ok := instr.(ssa.CallInstruction)
				if !ok || a.p.Table.Lookup(flow.Callee(call.Common())).Role != knowledge.Join {
					continue
				}
				if key := a.exactly(flow.Receiver(call.Common()), nil); key == nil || !counted[key] {
					continue
				}
				if j, ok := a.waitsAt(s, w, fn, call); ok {
					return j, true
				}
			}
		}
	}
	return a.receivesAll(s, w)
}

// waitMethod finds the method of this package by which what collects the work waits for
// it: s.Go(f) and s.Wait().
func (a *Analysis) waitMethod(s *sites.Site, w *walk) (join, bool) {
	key := a.groupKey(s.Spawn)
	if s.Spawn.Kind != spawns.Helper || key == nil {
		return join{}, false
	}
	for _, fn := range family(s.Spawn.Instr.Parent()) {
		if w.own[fn] {
			continue
		}
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				call, ok := instr.(ssa.CallInstruction)
				if !ok || a.p.KeyOf(flow.Receiver(call.Common()), nil) != key {
					continue
				}
				body := a.p.FuncOf(flow.Callee(call.Common()))
				if body == nil || !a.waits(body) {
					continue
				}
				if j, ok := a.waitsAt(s, w, fn, call); ok {
					return j, true
				}
			}
		}
	}
	return join{}, false
}

// waits reports whether fn waits for a group.
func (a *Analysis) waits(fn *ssa.Function) bool {
	found := false
	flow.Instructions(fn, true, func(instr ssa.Instruction) {
		if call, ok := instr.(ssa.CallInstruction); ok {
			found = found || a.p.Table.Lookup(flow.Callee(call.Common())).Role == knowledge.Join
		}
	})
	return found
}

// waitsAt says whether a wait in fn is one that the spawner comes to.
func (a *Analysis) waitsAt(s *sites.Site, w *walk, fn *ssa.Function, call ssa.CallInstruction) (join, bool) {
	if lead := leadIn(s.Spawn.Instr, fn); lead != nil {
		switch call.(type) {
		case *ssa.Defer:
			return join{fn, call, call, call.Pos(), true}, true
		case *ssa.Call:
			if reaches(lead, call) {
				return join{fn, call, call, call.Pos(), false}, true
			}
		}
		return join{}, false
	}
	// In a literal: one that is deferred, or that closes a channel when it has
	// waited.
	outer := fn.Parent()
	if outer == nil || leadIn(s.Spawn.Instr, outer) == nil {
		return join{}, false
	}
	for _, b := range outer.Blocks {
		for _, instr := range b.Instrs {
			started, ok := instr.(ssa.CallInstruction)
			if !ok || !runs(started.Common(), fn) {
				continue
			}
			switch started.(type) {
			case *ssa.Defer:
				return join{outer, started, call, started.Pos(), true}, true
			case *ssa.Call:
				if reaches(leadIn(s.Spawn.Instr, outer), started) {
					return join{outer, started, call, started.Pos(), false}, true
				}
			case *ssa.Go:
				if j, ok := a.closedBy(s, w, fn, call, outer); ok {
					return j, true
				}
			}
		}
	}
	return join{}, false
}

// runs reports whether a call calls fn.
func runs(common *ssa.CallCommon, fn *ssa.Function) bool {
	fns, _ := flow.Functions(common.Value)
	for _, g := range fns {
		if g == fn {
			return true
		}
	}
	return false
}

// closedBy: fn waits, and then closes a channel that outer receives from until it is
// closed.
func (a *Analysis) closedBy(s *sites.Site, w *walk, fn *ssa.Function, wait ssa.Instruction, outer *ssa.Function) (join, bool) {
	closed := map[any]bool{}
	flow.Instructions(fn, false, func(instr ssa.Instruction) {
		call, ok := instr.(ssa.CallInstruction)
		if !ok {
			return
		}
		_, deferred := instr.(*ssa.Defer)
		if b, ok := call.Common().Value.(*ssa.Builtin); ok && b.Name() == "close" && (deferred || reaches(wait, instr)) {
			closed[a.exactly(call.Common().Args[0], nil)] = true
		}
	})
	delete(closed, nil)
	for _, rcv := range receivesIn(outer) {
		key := a.p.KeyOf(rcv.ch, nil)
		if !closed[a.exactly(rcv.ch, nil)] || !reaches(leadIn(s.Spawn.Instr, outer), rcv.instr) {
			continue
		}
		// Until it is closed: a range, or a channel on which nothing is sent.
		if rcv.ranges && a.p.Loops(outer).Of(rcv.instr) != nil || !w.sends[key] && !w.sentOutside(key) {
			return join{outer, rcv.instr, wait, rcv.pos, false}, true
		}
	}
	return join{}, false
}

// receivesAll: the function receives something from each piece of work.
func (a *Analysis) receivesAll(s *sites.Site, w *walk) (join, bool) {
	for fn := s.Spawn.Instr.Parent(); fn != nil; fn = fn.Parent() {
		lead := leadIn(s.Spawn.Instr, fn)
		if lead == nil {
			break
		}
		for _, rcv := range receivesIn(fn) {
			l := a.p.Loops(fn).Of(rcv.instr)
			key := a.exactly(rcv.ch, nil)
			if l == nil || key == nil || !w.sentBy[s][key] || l.Contains(lead) || !reaches(lead, rcv.instr) {
				continue
			}
			for _, f := range s.Repeat.Factors {
				if f.Loop != nil && !f.Loop.Contains(rcv.instr) && a.p.SameTurns(f.Loop, l) {
					return join{fn, rcv.instr, rcv.instr, rcv.pos, false}, true
				}
			}
		}
	}
	return join{}, false
}

type receive struct {
	instr  ssa.Instruction
	ch     ssa.Value
	pos    token.Pos
	ranges bool
}

// receivesIn lists the receives in the body of fn.
func receivesIn(fn *ssa.Function) []receive {
	var out []receive
	flow.Instructions(fn, false, func(instr ssa.Instruction) {
		if op, ok := instr.(*ssa.UnOp); ok && op.Op == token.ARROW {
			out = append(out, receive{op, op.X, op.Pos(), op.CommaOk})
		}
	})
	return out
}

// leadIn returns what in fn leads to instr: instr itself, or what makes the literal
// that instr stands in. nil if instr stands elsewhere.
func leadIn(instr ssa.Instruction, fn *ssa.Function) ssa.Instruction {
	for at := instr; at != nil; {
		if at.Parent() == fn {
			return at
		}
		inner := at.Parent()
		if inner.Parent() == nil {
			return nil
		}
		at = usedAt(inner)
	}
	return nil
}

// usedAt returns where a literal is made, or, if it captures nothing, used.
func usedAt(fn *ssa.Function) ssa.Instruction {
	for _, b := range fn.Parent().Blocks {
		for _, instr := range b.Instrs {
			for _, op := range instr.Operands(nil) {
				if *op == fn {
					return instr
				}
			}
		}
	}
	return nil
}

// reaches reports whether y can run after x.
func reaches(x, y ssa.Instruction) bool {
	if x == nil || x.Parent() != y.Parent() {
		return false
	}
	if x.Block() == y.Block() {
		for _, instr := range x.Block().Instrs {
			if instr == x {
				return true
			}
			if instr == y {
				break
			}
		}
	}
	seen := map[*ssa.BasicBlock]bool{}
	work := append([]*ssa.BasicBlock(nil), x.Block().Succs...)
	for len(work) > 0 {
		b := work[len(work)-1]
		work = work[:len(work)-1]
		if seen[b] {
			continue
		}
		seen[b] = true
		if b == y.Block() {
			return true
		}
		work = append(work, b.Succs...)
	}
	return false
}
