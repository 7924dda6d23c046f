package progress

import (
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
	"github.com/inflight-go/inflight/passes/internal/sites"
)

// between looks for something, after the loop and before the wait, that work could be
// waiting for out of sight: the end of a context, a call that may write, close or set
// what the work reads.
func (a *Analysis) between(s *sites.Site, j join, w *walk) (token.Pos, bool) {
	sc := &scan{Analysis: a, walk: w, join: j, seen: map[*ssa.BasicBlock]bool{}}
	// Out of the literals, to the function that waits.
	visited := map[ssa.Instruction]bool{}
	arrived := false
	var out func(at ssa.Instruction)
	out = func(at ssa.Instruction) {
		if visited[at] {
			return
		}
		visited[at] = true
		sc.after(at)
		if at.Parent() == j.in {
			arrived = true
			return
		}
		for _, use := range a.usesOf(at.Parent()) {
			out(use.call)
		}
	}
	out(s.Spawn.Instr)
	for _, f := range s.Repeat.Factors {
		// What calls the function that the spawn stands in.
		if f.At != nil && f.At.Parent() == j.in {
			out(f.At)
		}
	}
	if !arrived {
		return s.Node.Pos(), true
	}
	if fn := j.wait.Parent(); fn != j.in {
		// In the literal that waits.
		flow.Instructions(fn, false, func(instr ssa.Instruction) {
			if instr != j.wait && reaches(instr, j.wait) {
				sc.look(instr)
			}
		})
	}
	if j.deferred {
		// What is deferred later runs before.
		flow.Instructions(j.in, false, func(instr ssa.Instruction) {
			d, ok := instr.(*ssa.Defer)
			if ok && instr != j.at && reaches(j.at, instr) && a.signals(&d.Call) {
				sc.found(instr)
			}
		})
	}
	return sc.pos, sc.pos.IsValid()
}

// A scan goes through what runs after the spawns and before the wait.
type scan struct {
	*Analysis
	walk *walk
	join join
	seen map[*ssa.BasicBlock]bool
	pos  token.Pos
}

func (sc *scan) found(instr ssa.Instruction) {
	if !sc.pos.IsValid() {
		if sc.pos = instr.Pos(); !sc.pos.IsValid() {
			sc.pos = instr.Parent().Pos()
		}
	}
}

func (sc *scan) look(instr ssa.Instruction) {
	if sc.releases(instr, sc.walk) {
		sc.found(instr)
	}
}

// through looks at instructions up to the wait.
func (sc *scan) through(instrs []ssa.Instruction) bool {
	for _, instr := range instrs {
		if instr == sc.join.at && !sc.join.deferred || instr == sc.join.wait {
			return false
		}
		sc.look(instr)
	}
	return true
}

func (sc *scan) block(b *ssa.BasicBlock) {
	if sc.seen[b] {
		return
	}
	sc.seen[b] = true
	if sc.receiving(b) {
		return // its turns are the wait
	}
	if sc.through(b.Instrs) {
		for _, succ := range b.Succs {
			sc.block(succ)
		}
	}
}

// receiving: b is in the loop that receives from each piece of work, of which the spawn is
// no part.
func (sc *scan) receiving(b *ssa.BasicBlock) bool {
	if _, ok := sc.join.at.(*ssa.UnOp); !ok || sc.join.deferred || sc.join.at.Parent() != b.Parent() {
		return false
	}
	l := sc.p.Loops(b.Parent()).Of(sc.join.at)
	if l == nil || !l.Blocks[b] {
		return false
	}
	for _, s := range sc.walk.sites {
		if lead := leadIn(s.Spawn.Instr, b.Parent()); lead != nil && l.Contains(lead) {
			return false
		}
	}
	return true
}

// after looks at what comes after the loops around lead, and at what ends something in
// one of their turns.
func (sc *scan) after(lead ssa.Instruction) {
	var outer *flow.Loop
	loops := sc.p.Loops(lead.Parent())
	for l := loops.Of(lead); l != nil && (sc.join.deferred || !l.Contains(sc.join.at)); l = l.Parent {
		outer = l
	}
	if outer == nil {
		rest := lead.Block().Instrs
		for i, instr := range rest {
			if instr == lead {
				rest = rest[i+1:]
				break
			}
		}
		if sc.through(rest) {
			for _, succ := range lead.Block().Succs {
				sc.block(succ)
			}
		}
		return
	}
	for _, b := range outer.InOrder() {
		sc.seen[b] = true
		for _, instr := range b.Instrs {
			if call, ok := instr.(*ssa.Call); ok && isClose(&call.Call) {
				sc.found(instr)
			}
		}
	}
	for _, b := range outer.InOrder() {
		for _, succ := range b.Succs {
			sc.block(succ)
		}
	}
}

func isClose(common *ssa.CallCommon) bool {
	b, ok := common.Value.(*ssa.Builtin)
	return ok && b.Name() == "close"
}

// releases reports whether instr, after the loop, can be what work out of sight waits
// for.
func (a *Analysis) releases(instr ssa.Instruction, w *walk) bool {
	switch instr := instr.(type) {
	case *ssa.Send:
		return true
	case *ssa.UnOp:
		return instr.Op == token.ARROW && !w.sends[a.p.KeyOf(instr.X, nil)]
	case *ssa.Select:
		for _, st := range instr.States {
			if !w.sends[a.p.KeyOf(st.Chan, nil)] {
				return true
			}
		}
	case *ssa.Go:
		return a.calledHere(&instr.Call) == nil || a.tells(&instr.Call, w)
	case *ssa.Call:
		if a.p.Table.Lookup(flow.Callee(&instr.Call)).Role == knowledge.Spawn {
			return a.tells(&instr.Call, w)
		}
		return a.signals(&instr.Call)
	}
	return false
}

// tells: what is started tells somebody something, and not only that work is done.
func (a *Analysis) tells(common *ssa.CallCommon, w *walk) bool {
	found := false
	a.follow(a.bodies(common), map[*ssa.Function]bool{}, func(instr ssa.Instruction) {
		switch instr := instr.(type) {
		case *ssa.Send:
			found = found || !w.sends[a.p.KeyOf(instr.Chan, nil)]
		case *ssa.Call:
			callee := flow.Callee(&instr.Call)
			switch {
			case isClose(&instr.Call):
				found = found || !a.waitsBefore(instr)
			case callee == nil:
				found = found || isCancel(instr.Call.Value.Type())
			case callee.Pkg() != nil && callee.Pkg().Path() == "sync/atomic":
				found = found || sets(callee)
			default:
				found = found || a.p.Table.Lookup(callee).Role == knowledge.Signal
			}
		}
	})
	return found
}

// bodies are the instructions of what a call runs, or is handed to run.
func (a *Analysis) bodies(common *ssa.CallCommon) []ssa.Instruction {
	var out []ssa.Instruction
	add := func(fn *ssa.Function) {
		if fn != nil {
			flow.Instructions(fn, true, func(instr ssa.Instruction) { out = append(out, instr) })
		}
	}
	add(a.calledHere(common))
	for _, arg := range common.Args {
		fns, _ := flow.Functions(arg)
		for _, fn := range fns {
			add(flow.Origin(fn))
		}
	}
	return out
}

// waitsBefore: work has been waited for when instr runs.
func (a *Analysis) waitsBefore(instr ssa.Instruction) bool {
	found := false
	flow.Instructions(instr.Parent(), false, func(other ssa.Instruction) {
		call, ok := other.(*ssa.Call)
		if ok && a.p.Table.Lookup(flow.Callee(&call.Call)).Role == knowledge.Join {
			found = found || other.Block().Dominates(instr.Block()) && reaches(other, instr)
		}
	})
	return found
}

// sets: an operation on an atomic value that is not a look or a count.
func sets(fn *types.Func) bool {
	return !strings.HasPrefix(fn.Name(), "Load") && !strings.HasPrefix(fn.Name(), "Add")
}

// signals reports whether a call can tell somebody something.
func (a *Analysis) signals(common *ssa.CallCommon) bool {
	if b, ok := common.Value.(*ssa.Builtin); ok {
		return b.Name() == "close"
	}
	callee := flow.Callee(common)
	if callee == nil {
		if fn := a.calledHere(common); fn != nil {
			return !a.still(fn)
		}
		return !common.Signature().Variadic() // a logger's
	}
	switch row := a.p.Table.Lookup(callee); row.Role {
	case knowledge.Quiet:
		return callee.Name() == "Done" && callee.Pkg().Path() == "sync"
	case knowledge.Join, knowledge.Limit, knowledge.Unlock:
		return false
	case knowledge.Signal, knowledge.Lock, knowledge.Rate:
		// Under a lock something is set; who sleeps lets the work get on.
		return true
	}
	if callee.Pkg() != nil && callee.Pkg().Path() == "sync/atomic" {
		return sets(callee)
	}
	if callee.Signature().Variadic() && !standard(callee) || standard(callee) && pureFunction(callee) {
		return false // a logger's
	}
	return !a.still(a.p.FuncOf(callee))
}

// still: fn, which is in sight, tells nobody anything: it only looks, computes and
// logs.
func (a *Analysis) still(fn *ssa.Function) bool {
	if fn == nil {
		return false
	}
	still := true
	flow.Instructions(fn, true, func(instr ssa.Instruction) {
		switch instr := instr.(type) {
		case *ssa.Send, *ssa.Select, *ssa.Go, *ssa.MapUpdate:
			still = false
		case *ssa.Store:
			_, local := instr.Addr.(*ssa.Alloc)
			_, elem := instr.Addr.(*ssa.IndexAddr) // of a variadic call
			still = still && (local || elem)
		case ssa.CallInstruction:
			common := instr.Common()
			if b, ok := common.Value.(*ssa.Builtin); ok {
				still = still && b.Name() != "close"
				return
			}
			callee := flow.Callee(common)
			quiet := callee != nil && (a.p.Table.Lookup(callee).Role == knowledge.Quiet || callee.Signature().Variadic() && !standard(callee) || standard(callee) && pureFunction(callee))
			still = still && quiet && a.lockOp(common) == noLock
		}
	})
	return still
}
