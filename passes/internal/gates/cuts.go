package gates

import (
	"go/token"
	"maps"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/repeats"
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

// blocks returns the blocks of the region, in the order of the function.
func (r region) blocks() []*ssa.BasicBlock {
	var out []*ssa.BasicBlock
	for _, b := range r.fn.Blocks {
		if r.contains(b) {
			out = append(out, b)
		}
	}
	return out
}

// An edge leads from one block to another.
type edge struct{ from, to *ssa.BasicBlock }

// cuts is a set of instructions and of branches that a gate stands on.
type cuts struct {
	instrs map[ssa.Instruction]bool
	edges  map[edge]bool
}

func newCuts() cuts { return cuts{map[ssa.Instruction]bool{}, map[edge]bool{}} }

func cutAt(instr ssa.Instruction) cuts {
	c := newCuts()
	c.instrs[instr] = true
	return c
}

func (c cuts) empty() bool { return len(c.instrs) == 0 && len(c.edges) == 0 }

func (c cuts) add(d cuts) {
	maps.Copy(c.instrs, d.instrs)
	maps.Copy(c.edges, d.edges)
}

// branch adds the branch that test takes when its condition is as given.
func (c cuts) branch(test *ssa.If, cond bool) {
	to := test.Block().Succs[0]
	if !cond {
		to = test.Block().Succs[1]
	}
	c.edges[edge{test.Block(), to}] = true
}

// seals reports whether every way from at, through the end of the turn, back to
// at passes a cut. Loops inside the region are not new turns: what they repeat is
// limited, or they would be the region.
func (c cuts) seals(at ssa.Instruction, r region) bool {
	return !c.empty() && (!c.leads(at, r) || !c.leadsTo(at, r))
}

// leads reports whether a way without a cut leads from at to the end of the turn.
func (c cuts) leads(at ssa.Instruction, r region) bool {
	w := &ways{cuts: c, r: r, seen: map[*ssa.BasicBlock]bool{}, ends: func(instr ssa.Instruction) bool {
		_, ok := instr.(*ssa.Return)
		return ok && r.loop == nil
	}}
	b := at.Block()
	w.walk(b, slices.Index(b.Instrs, at)+1)
	return w.ended || w.turned
}

// leadsTo reports whether a way without a cut leads from the begin of a turn to at.
func (c cuts) leadsTo(at ssa.Instruction, r region) bool {
	w := &ways{cuts: c, r: r, seen: map[*ssa.BasicBlock]bool{}, ends: func(instr ssa.Instruction) bool { return instr == at }}
	first := r.fn.Blocks[0]
	if r.loop != nil {
		first = r.loop.Header
	}
	w.seen[first] = true
	w.walk(first, 0)
	return w.ended
}

// ways are those through one turn of a region that pass no cut.
type ways struct {
	cuts
	r    region
	seen map[*ssa.BasicBlock]bool
	ends func(ssa.Instruction) bool
	// ended: one of them reaches what ends it; turned: the end of the turn.
	ended, turned bool
}

func (w *ways) walk(b *ssa.BasicBlock, from int) {
	for _, instr := range b.Instrs[from:] {
		if w.ends(instr) {
			w.ended = true
			return
		}
		if w.instrs[instr] {
			return
		}
	}
	for _, succ := range b.Succs {
		switch {
		case w.edges[edge{b, succ}] || !w.r.contains(succ):
		case w.r.loop != nil && succ == w.r.loop.Header:
			w.turned = true
		case !w.seen[succ]:
			w.seen[succ] = true
			w.walk(succ, 0)
		}
	}
}

// chosen returns the branch that is taken when case i of a select was chosen.
func chosen(sel *ssa.Select, i int) cuts {
	c := newCuts()
	for _, ref := range *sel.Referrers() {
		index, ok := ref.(*ssa.Extract)
		if !ok || index.Index != 0 {
			continue
		}
		for _, use := range *index.Referrers() {
			cmp, ok := use.(*ssa.BinOp)
			if !ok || cmp.Op != token.EQL {
				continue
			}
			if n, ok := cmp.Y.(*ssa.Const); ok && n.Int64() == int64(i) {
				c.tested(cmp, true)
			}
		}
	}
	if len(c.edges) == 0 && sel.Blocking && len(sel.States) == i+1 {
		// The last case of a blocking select needs no test.
		c.instrs[sel] = true
	}
	return c
}

// tested adds the branches that are taken when v is as given.
func (c cuts) tested(v ssa.Value, is bool) {
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.If:
			c.branch(ref, is)
		case *ssa.UnOp:
			if ref.Op == token.NOT {
				c.tested(ref, !is)
			}
		}
	}
}

// whenTrue returns the branches that are taken when a call's result is true.
func whenTrue(call *ssa.Call) cuts {
	c := newCuts()
	c.tested(call, true)
	return c
}

// whenNil returns the branches that are taken when v, compared with nil, is nil, or is
// not.
func whenNil(v ssa.Value, is bool) cuts {
	c := newCuts()
	for _, ref := range *v.Referrers() {
		if cmp, ok := ref.(*ssa.BinOp); ok && (cmp.Op == token.EQL || cmp.Op == token.NEQ) {
			c.tested(cmp, (cmp.Op == token.EQL) == is)
		}
	}
	return c
}

// succeeded returns the branches that are taken when the error that a call returned
// is nil.
func succeeded(call *ssa.Call) cuts {
	n := call.Call.Signature().Results().Len()
	if n == 1 {
		return whenNil(call, true)
	}
	c := newCuts()
	for _, ref := range *call.Referrers() {
		if ex, ok := ref.(*ssa.Extract); ok && ex.Index == n-1 {
			c.add(whenNil(ex, true))
		}
	}
	return c
}
