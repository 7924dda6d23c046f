package gates

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/effects"
	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
	"github.com/inflight-go/inflight/passes/internal/repeats"
	"github.com/inflight-go/inflight/passes/internal/spawns"
)

// A search looks for what bounds one spawn between two of its runs.
type search struct {
	*Analysis
	s    *spawns.Spawn
	f    repeats.Factor
	work *effects.Effects
	at   ssa.Instruction // the spawn, or the call of the closure it stands in
	r    region

	found []*candidate
	byKey map[any]*candidate
}

// A candidate is one gate, or fake gate, that was found.
type candidate struct {
	kind  Kind
	fake  Fake
	pos   token.Pos
	call  *ssa.CallCommon // of a limit that stands for none
	cuts  cuts
	limit limit
	// taken: a token is taken for certain, by an acquire or by a send that the
	// work undoes. A receive may be that of a result.
	taken bool
}

// note adds a candidate, joined with what is known of the same semaphore.
func (q *search) note(key any, c candidate) {
	if have := q.byKey[key]; have != nil && have.kind == c.kind && have.fake == c.fake {
		have.cuts.add(c.cuts)
		return
	}
	q.byKey[key] = &c
	q.found = append(q.found, &c)
}

// gate adds a gate of which no more is known than where it stands.
func (q *search) gate(key any, kind Kind, pos token.Pos, c cuts) {
	q.note(key, candidate{kind: kind, pos: pos, cuts: c})
}

// fake adds what only looks like a gate.
func (q *search) fake(key any, fake Fake, pos token.Pos) {
	q.note(key, candidate{fake: fake, pos: pos, cuts: newCuts()})
}

// run collects the cuts of each kind in the region, and returns the first kind
// that seals it.
func (q *search) run() Verdict {
	q.collect()
	for _, c := range q.found {
		if c.fake == NoFake && c.cuts.seals(q.at, q.r) {
			return Verdict{Gate: c.kind, Pos: c.pos, K: c.limit.size, KValue: c.limit.value}
		}
	}
	if c := q.together(); c != nil {
		return Verdict{Gate: c.kind, Pos: c.pos}
	}
	taken := token.NoPos
	for _, c := range q.found {
		if c.fake != NoFake {
			return Verdict{Fake: c.fake, FakePos: c.pos, FakeCall: c.call, KValue: c.limit.value}
		}
		if c.taken && !taken.IsValid() {
			taken = c.pos
		}
	}
	if taken.IsValid() {
		return Verdict{Fake: NotEachTime, FakePos: taken}
	}
	return Verdict{}
}

// together returns the first of the gates if all of them hold where each alone does
// not: different gates on different branches.
func (q *search) together() *candidate {
	var first *candidate
	all := newCuts()
	for _, c := range q.found {
		if c.fake != NoFake {
			continue
		}
		all.add(c.cuts)
		if first == nil {
			first = c
		}
	}
	if first == nil || !all.seals(q.at, q.r) {
		return nil
	}
	return first
}

// collect finds the candidates of the region.
func (q *search) collect() {
	for _, b := range q.r.blocks() {
		for _, instr := range b.Instrs {
			if instr != q.at {
				q.instruction(instr)
			}
		}
		q.guard(b)
	}
	process, ok := q.s.Instr.(ssa.Value)
	for _, c := range q.found {
		q.conditional(c)
		if ok && c.kind == Join && q.s.Kind == spawns.Process {
			c.cuts.add(whenNil(process, false)) // then it started nothing
		}
	}
}

func (q *search) instruction(instr ssa.Instruction) {
	switch instr := instr.(type) {
	case *ssa.Send:
		q.sent(instr.Chan, instr.Pos(), cutAt(instr))
	case *ssa.UnOp:
		if instr.Op == token.ARROW {
			q.received(instr.X, instr.Pos(), cutAt(instr))
		}
	case *ssa.Select:
		for i, st := range instr.States {
			q.choice(instr, i, st)
		}
	case *ssa.Call:
		q.call(instr)
	case *ssa.Defer:
		// A deferred wait ends the turn of a function that is one.
		if q.r.loop == nil && q.P.Table.Lookup(flow.Callee(&instr.Call)).Role == knowledge.Join {
			q.gate("join", Join, instr.Pos(), cutAt(instr))
		}
	}
}

// choice: case i of a select before or after the spawn.
func (q *search) choice(sel *ssa.Select, i int, st *ssa.SelectState) {
	cut := chosen(sel, i)
	if st.Dir == types.SendOnly {
		if q.rechecked(sel) {
			cut.instrs[sel] = true
		}
		q.sent(st.Chan, st.Pos, cut)
		return
	}
	// Whatever else the select waits for, it waits for the work too.
	if key := q.P.KeyOf(st.Chan, nil); sel.Blocking && q.work.Ends(key) && before(q.at, sel) {
		q.gate(key, Join, sel.Pos(), cutAt(sel))
		return
	}
	if q.rechecked(sel) {
		cut.instrs[sel] = true
	}
	q.received(st.Chan, st.Pos, cut)
}

// rechecked reports whether a select that also ends when a context does is followed
// by a look at the context's error, before the spawn: the way without a token then
// does not lead there.
func (q *search) rechecked(sel *ssa.Select) bool {
	if !sel.Blocking {
		return false
	}
	for _, b := range q.r.blocks() {
		if !b.Dominates(q.at.Block()) || !sel.Block().Dominates(b) {
			continue
		}
		for _, instr := range b.Instrs {
			call, ok := instr.(*ssa.Call)
			if !ok {
				continue
			}
			recv := flow.Receiver(&call.Call)
			if fn := flow.Callee(&call.Call); fn != nil && fn.Name() == "Err" && recv != nil &&
				knowledge.IsNamed(recv.Type(), "context", "Context") {
				return true
			}
		}
	}
	return false
}
