package progress

import (
	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
)

// drained: somebody who runs at the same time, and waits for nothing else, takes
// each message until the channel is closed.
func (w *walk) drained(c waitCase) bool {
	if c.exact == nil {
		return false
	}
	for _, fn := range family(w.sites[0].Spawn.Instr.Parent()) {
		if w.own[fn] {
			continue
		}
		rcv := w.takesAll(fn, c.exact)
		if rcv == nil {
			continue
		}
		all := true
		for _, s := range w.sites {
			all = all && (w.startedBefore(fn, s.Spawn.Instr, c) || w.startedBy(fn, s.Spawn.Instr, rcv, c))
		}
		if all {
			return true
		}
	}
	return false
}

// startedBefore: the receiver fn was started before the spawn.
func (w *walk) startedBefore(fn *ssa.Function, spawn ssa.Instruction, c waitCase) bool {
	if fn.Parent() == nil {
		return false
	}
	for _, b := range fn.Parent().Blocks {
		for _, instr := range b.Instrs {
			started, ok := instr.(*ssa.Go)
			if !ok || !runs(&started.Call, fn) {
				continue
			}
			lead := leadIn(spawn, fn.Parent())
			if lead != nil && started.Block().Dominates(lead.Block()) && !reaches(lead, started) && w.free(fn, c) {
				return true
			}
		}
	}
	return false
}

// startedBy: the spawner was started by the receiver fn, which goes on to receive and
// waits for nothing until then.
func (w *walk) startedBy(fn *ssa.Function, spawn, rcv ssa.Instruction, c waitCase) bool {
	for z := spawn.Parent(); z != nil && z.Parent() != nil; z = z.Parent() {
		if z.Parent() != fn {
			continue
		}
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				if started, ok := instr.(*ssa.Go); ok && runs(&started.Call, z) && reaches(started, rcv) && w.freeFrom(started, rcv, c) {
					return true
				}
			}
		}
	}
	return false
}

// takesAll returns where fn receives from the channel in a loop that ends only when it
// is closed.
func (w *walk) takesAll(fn *ssa.Function, exact any) ssa.Instruction {
	for _, rcv := range receivesIn(fn) {
		l := w.p.Loops(fn).Of(rcv.instr)
		if !rcv.ranges || l == nil || w.exactly(rcv.ch, nil) != exact {
			continue
		}
		only := true
		for _, b := range l.InOrder() {
			for _, succ := range b.Succs {
				only = only && (l.Blocks[succ] || closes(b, rcv.instr))
			}
		}
		if only {
			return rcv.instr
		}
	}
	return nil
}

// closes: b ends with the question whether the receive found the channel closed.
func closes(b *ssa.BasicBlock, rcv ssa.Instruction) bool {
	test, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
	if !ok {
		return false
	}
	cond := test.Cond
	if not, ok := cond.(*ssa.UnOp); ok {
		cond = not.X
	}
	ex, ok := cond.(*ssa.Extract)
	return ok && ex.Index == 1 && ex.Tuple == rcv.(ssa.Value)
}

// free: fn waits for nothing but messages on the channel.
func (w *walk) free(fn *ssa.Function, c waitCase) bool {
	r := newWalk(w.Analysis, w.sites)
	r.function(fn, nil, 1)
	return r.onlyTakes(c)
}

// freeFrom: between from and to, and in the loop around to, nothing is waited for but
// messages on the channel.
func (w *walk) freeFrom(from, to ssa.Instruction, c waitCase) bool {
	r := newWalk(w.Analysis, w.sites)
	r.own[from.Parent()] = true
	for _, b := range from.Parent().Blocks {
		for _, instr := range b.Instrs {
			if _, starts := instr.(*ssa.Go); starts || !reaches(from, instr) || !reaches(instr, to) && instr != to {
				continue
			}
			if call, ok := instr.(*ssa.Call); ok && w.p.Table.Lookup(flow.Callee(&call.Call)).Role == knowledge.Join {
				return false
			}
			r.instruction(instr, nil, 1)
		}
	}
	return r.onlyTakes(c)
}

// onlyTakes: what was walked through waits for nothing but messages on the channel.
func (w *walk) onlyTakes(c waitCase) bool {
	if w.obstacle != None || len(w.acquires) > 0 {
		return false
	}
	for k := range w.locks {
		if !w.unlocks[k] {
			return false
		}
	}
	for _, wt := range w.waits {
		ok := false
		for _, have := range wt.cases {
			ok = ok || have.exact == c.exact && !have.send || w.owns(have.key) || clock(have.ch)
		}
		if !ok {
			return false
		}
	}
	return true
}
