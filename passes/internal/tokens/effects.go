package tokens

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/effects"
	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
	"github.com/inflight-go/inflight/passes/internal/spawns"
)

// own are the operations of an instruction on the semaphore in mind.
func (x *explorer) own(instr ssa.Instruction) []op {
	var out []op
	for _, o := range x.a.ops(instr, x.env) {
		if o.key != x.key {
			continue
		}
		switch {
		case o.kind == sends && !x.a.inverse[x.key], o.kind == receives && x.a.inverse[x.key]:
			o.kind = takes
		case o.kind == sends, o.kind == receives:
			o.kind = gives
		}
		x.sum.ops++
		if o.weight != nil {
			x.weights[x.a.same(o.weight, x.env)] = true
			if cell, ok := x.a.P.Resolve(o.weight, x.env).(*ssa.Alloc); ok && len(flow.CellStores(cell)) > 1 {
				x.sum.vague = true // it may have changed in between
			}
		}
		switch at := x.a.P.Resolve(o.value, x.env).(type) {
		case *ssa.FieldAddr:
			x.bases[x.a.same(at.X, x.env)] = true
		case *ssa.Field:
			x.bases[x.a.same(at.X, x.env)] = true
		}
		out = append(out, o)
	}
	return out
}

// apply does what an operation that cannot fail does.
func (x *explorer) apply(st *state, o op, instr ssa.Instruction) {
	if o.kind == gives {
		x.give(st, o.pos)
		if !slices.Contains(x.sum.explicit, instr) {
			x.sum.explicit = append(x.sum.explicit, instr)
		}
		return
	}
	x.take(st, o.pos, instr)
}

func (x *explorer) take(st *state, pos token.Pos, instr ssa.Instruction) {
	x.sum.givesFirst = x.sum.givesFirst || st.held < 0
	st.held++
	st.took, st.take, st.within = true, pos, x.a.P.Loops(x.fn).Of(instr)
}

func (x *explorer) give(st *state, pos token.Pos) {
	st.held--
	st.stray = st.stray || st.failed && st.held < 0
	if !st.first.IsValid() {
		st.first = pos
	}
	st.last = pos
}

// choose returns a state for each case of a select that has to do with the semaphore, nil
// if none has.
func (x *explorer) choose(sel *ssa.Select, st state) []state {
	ops := x.own(sel)
	if len(ops) == 0 {
		return nil
	}
	var out []state
	slot, ok := x.slots[sel]
	add := func(choice int) {
		next := st
		if ok {
			next.known = set(next.known, slot, byte(choice+2))
		}
		for _, o := range ops {
			switch {
			case o.choice == choice:
				x.apply(&next, o, sel)
			case o.kind == takes:
				next.failed = true
			default:
				next.vague = true // it would have given back, and found nothing to give
			}
		}
		out = append(out, next)
	}
	for i := range sel.States {
		add(i)
	}
	if !sel.Blocking {
		add(-1)
	}
	return out
}

// call does what a call does. The first state is that of success.
func (x *explorer) call(call *ssa.Call, st state) []state {
	if ops := x.own(call); len(ops) > 0 {
		if ops[0].kind == gives {
			x.apply(&st, ops[0], call)
			return []state{st}
		}
		return x.attempt(call, ops[0].pos, st)
	}
	common := &call.Call
	if _, ok := common.Value.(*ssa.Builtin); ok {
		return []state{st}
	}
	if st.held > st.deferred && !st.risky.IsValid() && !x.a.reader().Bookkeeping(common) {
		st.risky = call.Pos()
	}
	if mayEnd(common) {
		st.vague = true
	}
	if s := spawns.Of(x.a.P, call, x.a.Facts); s != nil {
		x.start(&st, call, s.Work, x.env.With(s.Env()))
		return []state{st}
	}
	n := x.effect(x.a.bodies(common, x.env), common, x.env)
	for _, arg := range common.Args {
		if fns, _ := flow.Functions(arg); x.touches(fns) {
			n = vaguely // who is given the function decides
		}
	}
	switch n {
	case giving:
		x.give(&st, call.Pos())
		x.sum.indirect = true
	case taking:
		x.take(&st, call.Pos(), call)
	case trying:
		return x.attempt(call, call.Pos(), st)
	case vaguely:
		st.vague = true
	}
	return []state{st}
}

// mayEnd: by the conventions of loggers, the call ends the process or panics. What the table
// knows to do so has no way on; of others there is no telling.
func mayEnd(common *ssa.CallCommon) bool {
	fn := flow.Callee(common)
	if fn == nil || fn.Signature().Results().Len() > 0 {
		return false
	}
	for _, word := range []string{"fatal", "panic", "exit", "abort"} {
		if strings.HasPrefix(strings.ToLower(fn.Name()), word) {
			return true
		}
	}
	return false
}

// attempt returns the states after a call that takes a token and says whether it did.
func (x *explorer) attempt(call *ssa.Call, pos token.Pos, st state) []state {
	yes := st
	x.take(&yes, pos, call)
	slot, ok := x.slots[any(result(call))]
	if !ok {
		return []state{yes} // nobody asks
	}
	yes.known, yes.untested = set(yes.known, slot, 2), true
	no := st
	no.failed, no.untested, no.known = true, true, set(no.known, slot, 1)
	return []state{yes, no}
}

// result is the error or bool that a call returns, nil if there is none or nobody looks.
func result(call *ssa.Call) ssa.Value {
	res := call.Call.Signature().Results()
	if res.Len() == 0 || !verdict(res.At(res.Len()-1).Type()) {
		return nil
	}
	if res.Len() == 1 {
		if len(*call.Referrers()) == 0 {
			return nil
		}
		return call
	}
	for _, ref := range *call.Referrers() {
		if ex, ok := ref.(*ssa.Extract); ok && ex.Index == res.Len()-1 && len(*ex.Referrers()) > 0 {
			return ex
		}
	}
	return nil
}

// verdict: an error or a bool.
func verdict(t types.Type) bool {
	if knowledge.IsError(t) {
		return true
	}
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsBoolean != 0
}

// deferred notes what a deferred call does at the end.
func (x *explorer) deferred(st *state, d *ssa.Defer) {
	for _, o := range x.own(d) {
		if o.kind != gives {
			st.vague = true
			return
		}
		st.deferred++
		st.deferAt = d.Pos()
		x.sum.indirect = true
		return
	}
	n := x.effect(x.a.bodies(&d.Call, x.env), &d.Call, x.env)
	for _, arg := range d.Call.Args {
		if fns, _ := flow.Functions(arg); x.touches(fns) {
			n = vaguely
		}
	}
	switch n {
	case nothing:
	case giving:
		st.deferred++
		st.deferAt = d.Pos()
		x.sum.indirect = true
	default:
		st.deferVague = true
		st.vague = true
	}
}

// start notes work that is started: it gets the token if it gives one back.
func (x *explorer) start(st *state, call ssa.CallInstruction, work []*ssa.Function, e flow.Env) {
	n := x.effect(work, call.Common(), e)
	switch n {
	case nothing:
	case giving, sometimes:
		if st.held > 0 && !st.vague && !st.untested {
			x.sum.handovers[call] = st.take
		}
		if n == sometimes && st.held <= 0 {
			st.vague = true
		}
		x.give(st, call.Pos())
		st.handed = true
		x.sum.indirect = true
	default:
		st.vague = true
	}
}

func (a *Analysis) reader() effects.Reader { return effects.Reader{P: a.P, Facts: a.Facts} }
