package gates

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/effects"
	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
	"github.com/inflight-go/inflight/passes/internal/repeats"
)

// call: a call before the spawn that waits, in the body of this package's own
// functions, by what the table says, or by a fact.
func (q *search) call(call *ssa.Call) {
	callee := flow.Callee(&call.Call)
	if callee == nil {
		if fns, _ := flow.Functions(call.Call.Value); len(fns) == 1 && fns[0].Blocks != nil {
			q.body(call, fns[0], cutAt(call))
		}
		return
	}
	recv := flow.Receiver(&call.Call)
	key := q.P.KeyOf(recv, nil)
	switch role := q.P.Table.Lookup(callee).Role; role {
	case knowledge.Acquire, knowledge.TryAcquire:
		if !q.perTurn(recv, key) {
			q.acquire(call, recv, key, role == knowledge.TryAcquire)
		}
	case knowledge.Lock, knowledge.TryLock:
		if !q.perTurn(recv, key) {
			q.lock(call, key, role == knowledge.TryLock)
		}
	case knowledge.Join:
		if start, ok := q.s.Instr.(ssa.Value); ok && recv != nil && carries(recv, start) || q.finishes(key) {
			q.gate("join", Join, call.Pos(), cutAt(call))
		}
	case knowledge.Notify:
		if q.work.Does(effects.Signals, key) {
			q.gate(key, Limiter, call.Pos(), cutAt(call))
		}
	case knowledge.Rate:
		if callee.Pkg().Path() != "time" {
			q.fake(call, RateOnly, call.Pos())
		}
	case knowledge.None:
		if !q.listener(call, callee) {
			q.helper(call, callee)
		}
	}
}

// acquire: a semaphore of the table is acquired, or that is tried.
func (q *search) acquire(call *ssa.Call, sem ssa.Value, key any, try bool) {
	room, lifted := q.weighted(sem)
	gate := candidate{kind: Semaphore, pos: call.Pos(), cuts: cutAt(call), limit: room, taken: true}
	switch {
	case try:
		gate.cuts = whenTrue(call)
		q.note(key, gate)
	case lifted != nil:
		q.note(key, candidate{fake: Lifted, pos: lifted.Pos(), call: &lifted.Call, limit: room})
	case q.follows(room, q.f):
		q.fake(key, DataSized, call.Pos())
	case !q.work.Does(effects.Releases, key) && q.releasesHere(key):
		q.fake(key, GivenBack, call.Pos())
	default:
		q.note(key, gate)
	}
}

// releasesHere reports whether the spawner itself gives the token back in the
// turn that took it.
func (q *search) releasesHere(key any) bool {
	for _, b := range q.r.blocks() {
		for _, instr := range b.Instrs {
			call, ok := instr.(*ssa.Call)
			if ok && q.P.Table.Lookup(flow.Callee(&call.Call)).Role == knowledge.Release && q.P.KeyOf(flow.Receiver(&call.Call), nil) == key {
				return true
			}
		}
	}
	return false
}

// lock: a lock that the work unlocks is a semaphore of one.
func (q *search) lock(call *ssa.Call, key any, try bool) {
	if !q.work.Does(effects.Unlocks, key) || q.work.Does(effects.Locks, key) {
		return
	}
	cut := cutAt(call)
	if try {
		cut = whenTrue(call)
	}
	q.note(key, candidate{kind: Semaphore, pos: call.Pos(), cuts: cut, limit: limit{size: repeats.Size{Class: repeats.Constant}}})
}

// finishes reports whether the work tells the group that it is done: it is of that
// group, calls its Done, or gets it as an argument.
func (q *search) finishes(key any) bool {
	if key == nil {
		return false
	}
	if q.s.Group != nil && q.P.KeyOf(q.s.Group, nil) == key || q.work.Does(effects.Finishes, key) {
		return true
	}
	if q.s.Call != nil && len(q.s.Work) == 0 {
		for _, arg := range q.s.Call.Args {
			if q.P.KeyOf(arg, nil) == key {
				return true
			}
		}
	}
	return false
}

// listener: connections of a listener that has only so many open.
func (q *search) listener(call *ssa.Call, callee *types.Func) bool {
	recv := flow.Receiver(&call.Call)
	if recv == nil || !repeats.Accepts(callee) {
		return false
	}
	made := q.limitedListener(recv)
	if made == nil {
		return false
	}
	room := unseen
	row := q.P.Table.Lookup(flow.Callee(&made.Call))
	if args := flow.Args(&made.Call); row.Arg < len(args) {
		if lifts(args[row.Arg], row.Lifts) {
			return false
		}
		room = q.limitOf(args[row.Arg], made)
	}
	q.note(call, candidate{kind: Listener, pos: made.Pos(), cuts: cutAt(call), limit: room})
	return true
}

// limitedListener returns the call that made a listener, or that what a field holds,
// with a limit; nil if there is none.
func (q *search) limitedListener(listener ssa.Value) *ssa.Call {
	from := q.P.Resolve(listener, nil)
	values := []ssa.Value{from}
	if field, ok := from.(*ssa.FieldAddr); ok {
		values = q.P.Stores(flow.FieldOf(field))
	}
	var found *ssa.Call
	for _, v := range values {
		made, ok := q.P.Resolve(v, nil).(*ssa.Call)
		if !ok || q.P.Table.Lookup(flow.Callee(&made.Call)).Role != knowledge.NewListener {
			made = nil
		}
		found = made
	}
	return found
}
