package gates

import (
	"go/token"
	"go/types"
	"maps"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
	"github.com/inflight-go/inflight/passes/internal/repeats"
	"github.com/inflight-go/inflight/passes/internal/spawns"
)

// A region is the code between two runs of a spawn: a loop, or a whole function
// that is called once an element.
type region struct {
	fn   *ssa.Function
	loop *flow.Loop
}

func regionOf(instr ssa.Instruction, f repeats.Factor) region {
	fn := instr.Parent()
	if f.Loop != nil && f.Loop.Header.Parent() == fn && f.Loop.Contains(instr) {
		return region{fn, f.Loop}
	}
	return region{fn: fn}
}

func (r region) contains(b *ssa.BasicBlock) bool { return r.loop == nil || r.loop.Blocks[b] }

// cuts is a set of instructions and of branches that a gate stands on.
type cuts struct {
	instrs map[ssa.Instruction]bool
	edges  map[[2]*ssa.BasicBlock]bool
}

func newCuts() cuts {
	return cuts{map[ssa.Instruction]bool{}, map[[2]*ssa.BasicBlock]bool{}}
}

func (c cuts) empty() bool { return len(c.instrs) == 0 && len(c.edges) == 0 }

// seals reports whether every way from at, through the end of the turn, back to
// at passes a cut. Loops inside the region are not new turns: what they repeat is
// limited, or they would be the region.
func (c cuts) seals(at ssa.Instruction, r region) bool {
	if c.empty() {
		return false
	}
	return !c.passable(at, r, true) || !c.passable(at, r, false)
}

// passable reports whether a way without a cut leads from at to the end of the
// turn, or, when not leaving, from the begin of a turn to at.
func (c cuts) passable(at ssa.Instruction, r region, leaving bool) bool {
	first := r.fn.Blocks[0]
	if r.loop != nil {
		first = r.loop.Header
	}
	seen := map[*ssa.BasicBlock]bool{}
	reached := false
	var walk func(b *ssa.BasicBlock, from int)
	walk = func(b *ssa.BasicBlock, from int) {
		for _, instr := range b.Instrs[from:] {
			switch {
			case instr == at && !leaving:
				reached = true
				return
			case c.instrs[instr]:
				return
			}
			if _, ok := instr.(*ssa.Return); ok && leaving && r.loop == nil {
				reached = true
			}
		}
		for _, succ := range b.Succs {
			if c.edges[[2]*ssa.BasicBlock{b, succ}] || !r.contains(succ) {
				continue
			}
			if r.loop != nil && succ == r.loop.Header {
				reached = reached || leaving
				continue
			}
			if !seen[succ] && !reached {
				seen[succ] = true
				walk(succ, 0)
			}
		}
	}
	if !leaving {
		seen[first] = true
		walk(first, 0)
		return reached
	}
	for i, instr := range at.Block().Instrs {
		if instr == at {
			walk(at.Block(), i+1)
		}
	}
	return reached
}

// A search looks for what bounds one spawn between two of its runs.
type search struct {
	*Analysis
	s    *spawns.Spawn
	at   ssa.Instruction // the spawn, or the call of the closure it stands in
	r    region
	f    repeats.Factor
	work ops

	found []*candidate
	byKey map[any]*candidate
}

// run collects the cuts of each kind in the region, and returns the first kind
// that seals it.
func (q *search) run() Verdict {
	q.collect()
	c, at, r := q.found, q.at, q.r
	var fake Verdict
	for _, cand := range c {
		if cand.fake != NoFake {
			if fake.Fake == NoFake {
				fake = Verdict{Fake: cand.fake, FakePos: cand.pos, FakeCall: cand.call, KValue: cand.kv}
			}
			continue
		}
		if cand.cuts.seals(at, r) {
			return Verdict{Gate: cand.kind, Pos: cand.pos, K: cand.k, KValue: cand.kv}
		}
	}
	// Different gates on different branches hold together.
	all := newCuts()
	kind, pos, taken := None, token.NoPos, token.NoPos
	for _, cand := range c {
		if cand.fake != NoFake {
			continue
		}
		for i := range cand.cuts.instrs {
			all.instrs[i] = true
		}
		for e := range cand.cuts.edges {
			all.edges[e] = true
		}
		if kind == None {
			kind, pos = cand.kind, cand.pos
		}
		if cand.taken && !taken.IsValid() {
			taken = cand.pos
		}
	}
	if kind != None && all.seals(at, r) {
		return Verdict{Gate: kind, Pos: pos}
	}
	if taken.IsValid() && fake.Fake == NoFake {
		fake = Verdict{Fake: NotEachTime, FakePos: taken}
	}
	return fake
}

// A candidate is one gate, or fake gate, that was found.
type candidate struct {
	kind Kind
	fake Fake
	pos  token.Pos
	call *ssa.CallCommon // of a limit that stands for none
	cuts cuts
	k    repeats.Size
	kv   ssa.Value
	// taken: a token is taken for certain, by an acquire or by a send that the
	// work undoes. A receive may be that of a result.
	taken bool
}

// note adds a candidate, joined with what is known of the same semaphore.
func (q *search) note(key any, c candidate) {
	if have := q.byKey[key]; have != nil && have.kind == c.kind && have.fake == c.fake {
		maps.Copy(have.cuts.instrs, c.cuts.instrs)
		maps.Copy(have.cuts.edges, c.cuts.edges)
		return
	}
	q.byKey[key] = &c
	q.found = append(q.found, &c)
}

func (q *search) collect() {
	at, r, work := q.at, q.r, q.work
	for _, b := range r.fn.Blocks {
		if !r.contains(b) {
			continue
		}
		for _, instr := range b.Instrs {
			if instr == at {
				continue
			}
			switch instr := instr.(type) {
			case *ssa.Send:
				q.token(true, instr.Chan, instr.Pos(), cutAt(instr))
			case *ssa.UnOp:
				if instr.Op == token.ARROW {
					q.token(false, instr.X, instr.Pos(), cutAt(instr))
				}
			case *ssa.Select:
				for i, st := range instr.States {
					c := cutEdge(instr, i)
					if st.Dir == types.RecvOnly && instr.Blocking {
						// Whatever else the select waits for, it waits for the
						// work too.
						if k := q.P.KeyOf(st.Chan, nil); k != nil && work.ends(k) && before(at, instr) {
							q.note(k, candidate{kind: Join, pos: instr.Pos(), cuts: cutAt(instr)})
							continue
						}
					}
					if q.rechecked(instr) {
						c.instrs[instr] = true
					}
					q.token(st.Dir == types.SendOnly, st.Chan, st.Pos, c)
				}
			case *ssa.Call:
				q.call(instr)
			case *ssa.Defer:
				// A deferred wait ends the turn of a function that is one.
				if r.loop == nil && q.P.Table.Lookup(flow.Callee(&instr.Call)).Role == knowledge.Join {
					q.note("join", candidate{kind: Join, pos: instr.Pos(), cuts: cutAt(instr)})
				}
			}
		}
		q.guard(b)
	}
	for _, c := range q.found {
		q.conditional(c)
		if v, ok := q.s.Instr.(ssa.Value); ok && c.kind == Join && q.s.Kind == spawns.Process {
			maps.Copy(c.cuts.edges, failed(v)) // then it started nothing
		}
	}
}

func cutAt(instr ssa.Instruction) cuts {
	c := newCuts()
	c.instrs[instr] = true
	return c
}

// cutEdge returns the branch that is taken when case i of a select was chosen.
func cutEdge(sel *ssa.Select, i int) cuts {
	c := newCuts()
	for _, ref := range *sel.Referrers() {
		ex, ok := ref.(*ssa.Extract)
		if !ok || ex.Index != 0 {
			continue
		}
		for _, use := range *ex.Referrers() {
			cmp, ok := use.(*ssa.BinOp)
			if !ok || cmp.Op != token.EQL {
				continue
			}
			n, ok := cmp.Y.(*ssa.Const)
			if !ok || n.Int64() != int64(i) {
				continue
			}
			for _, test := range *cmp.Referrers() {
				if test, ok := test.(*ssa.If); ok {
					c.edges[[2]*ssa.BasicBlock{test.Block(), test.Block().Succs[0]}] = true
				}
			}
		}
	}
	if len(c.edges) == 0 && sel.Blocking && len(sel.States) == i+1 {
		// The last case of a blocking select needs no test.
		c.instrs[sel] = true
	}
	return c
}

// trueEdges returns the branches taken when a call's result is true.
func trueEdges(v ssa.Value) cuts {
	c := newCuts()
	var follow func(v ssa.Value, want bool)
	follow = func(v ssa.Value, want bool) {
		for _, ref := range *v.Referrers() {
			switch ref := ref.(type) {
			case *ssa.If:
				i := 0
				if !want {
					i = 1
				}
				c.edges[[2]*ssa.BasicBlock{ref.Block(), ref.Block().Succs[i]}] = true
			case *ssa.UnOp:
				if ref.Op == token.NOT {
					follow(ref, !want)
				}
			}
		}
	}
	follow(v, true)
	return c
}

// failed returns the branches that are taken when v is an error.
func failed(v ssa.Value) map[[2]*ssa.BasicBlock]bool {
	out := map[[2]*ssa.BasicBlock]bool{}
	for _, ref := range *v.Referrers() {
		cmp, ok := ref.(*ssa.BinOp)
		if !ok || cmp.Op != token.NEQ && cmp.Op != token.EQL {
			continue
		}
		branch := 0
		if cmp.Op == token.EQL {
			branch = 1
		}
		for _, use := range *cmp.Referrers() {
			if test, ok := use.(*ssa.If); ok {
				out[[2]*ssa.BasicBlock{test.Block(), test.Block().Succs[branch]}] = true
			}
		}
	}
	return out
}

// rechecked reports whether a select that also ends when a context does is followed
// by a look at the context's error, before the spawn: the way without a token then
// does not lead there.
func (q *search) rechecked(sel *ssa.Select) bool {
	if !sel.Blocking {
		return false
	}
	for _, b := range q.r.fn.Blocks {
		if !q.r.contains(b) || !b.Dominates(q.at.Block()) || !sel.Block().Dominates(b) {
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
