package gates

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/effects"
	"github.com/inflight-go/inflight/passes/internal/facts"
	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
	"github.com/inflight-go/inflight/passes/internal/spawns"
)

// helper: a function of the program's own that waits before it returns. Of one that
// says whether it could, the way on which it could counts.
func (q *search) helper(call *ssa.Call, callee *types.Func) {
	says := returnsBool(callee)
	cut := cutAt(call)
	if says {
		if cut = whenTrue(call); cut.empty() {
			return
		}
	}
	switch {
	case q.remote(call, callee, cut):
	case q.local(call, callee, says, cut):
	case q.attempt(call, callee, says, cut):
	case q.work.Does(effects.Invokes, call) && q.Facts.Waits(callee):
		// release := limiter.Acquire(), and the work calls release.
		q.gate(call, Limiter, call.Pos(), cut)
	case q.waitsForHelper(call, callee):
		q.gate(q.P.KeyOf(q.s.Group, nil), Join, call.Pos(), cut)
	default:
		q.outOfSight(call, callee, says, cut)
	}
}

// remote: a function out of sight takes a token before the spawn, and the work
// gives it back.
func (q *search) remote(call *ssa.Call, callee *types.Func, cut cuts) bool {
	for _, op := range q.Facts.Holds(callee) {
		key := q.reader().Held(&call.Call, callee, op, nil)
		back := effects.Receives
		switch op.Kind {
		case facts.Receives:
			back = effects.Sends
		case facts.Acquires:
			back = effects.Releases
		case facts.Releases:
			continue
		}
		if !q.work.Does(back, key) || back == effects.Sends && hands(call) {
			continue
		}
		holder := effects.Holder(&call.Call, op)
		if holder != nil && (q.perTurn(holder, q.P.KeyOf(holder, nil)) || q.varies(q.r, holder)) {
			continue // each element has its own
		}
		q.note(key, candidate{kind: Limiter, pos: call.Pos(), cuts: cut, taken: true})
		return true
	}
	return false
}

// local: the body of a function of this package waits, counts, or polls a count.
func (q *search) local(call *ssa.Call, callee *types.Func, says bool, cut cuts) bool {
	fn := q.P.FuncOf(callee)
	if fn == nil {
		return false
	}
	does, found := q.body(call, fn, cut)
	switch {
	case found:
	case says && (does.Counts || does.Tries):
		q.gate(call, Counter, call.Pos(), cut)
	case does.Polls && q.paired(q.P.KeyOf(flow.Receiver(&call.Call), nil), callee):
		q.gate(call, Limiter, call.Pos(), cut)
	default:
		return false
	}
	return true
}

// body looks into a function that is called before the spawn.
func (q *search) body(call *ssa.Call, fn *ssa.Function, cut cuts) (does *effects.Effects, found bool) {
	does = q.reader().Call(fn, flow.EnvOf(&call.Call, fn))
	kind, key := q.meets(call, does)
	if kind != None {
		q.gate(key, kind, call.Pos(), cut)
	}
	return does, kind != None
}

// meets returns what makes a call before the spawn wait for the work, None if nothing
// does, and the object at which they meet.
func (q *search) meets(call *ssa.Call, does *effects.Effects) (Kind, any) {
	for _, ch := range does.Objects(effects.Sends) {
		if q.work.Does(effects.Receives, ch) {
			return Limiter, ch
		}
	}
	for _, ch := range does.Objects(effects.Receives) {
		if q.work.Ends(ch) || q.work.Does(effects.Sends, ch) && !hands(call) {
			return Limiter, ch
		}
	}
	for _, group := range does.Objects(effects.Joins) {
		if q.finishes(group) {
			return Join, group
		}
	}
	for _, lock := range does.Objects(effects.Locks) {
		if q.work.Does(effects.Unlocks, lock) && !q.work.Does(effects.Locks, lock) && !does.Does(effects.Unlocks, lock) {
			return Semaphore, lock
		}
	}
	for _, object := range does.Objects(effects.Calls) {
		if method := abstract(does.Called(object)); method != nil && q.paired(object, method) {
			return Unseen, object
		}
	}
	for _, cond := range does.Objects(effects.Awaits) {
		if q.work.Does(effects.Signals, cond) && !hands(call) {
			return Limiter, call
		}
	}
	sendsOrReceives := len(does.Objects(effects.Sends))+len(does.Objects(effects.Receives)) > 0
	if does.Acquire.IsValid() || q.work.Does(effects.Invokes, call) && sendsOrReceives {
		return Limiter, call
	}
	return None, nil
}

// attempt: the call notes something and says whether it could, and the work takes it
// back.
func (q *search) attempt(call *ssa.Call, callee *types.Func, says bool, cut cuts) bool {
	if !q.Facts.Tries(callee) || q.notesEach(call) {
		return false
	}
	back := q.paired(q.P.KeyOf(flow.Receiver(&call.Call), nil), callee)
	if !says {
		// It returns an error, and maybe what the work takes it back with.
		back = back || q.worksOn(call)
		cut = succeeded(call)
	}
	if !back || cut.empty() {
		return false
	}
	q.gate(call, Counter, call.Pos(), cut)
	return true
}

// worksOn reports whether the work gets what the call returned.
func (q *search) worksOn(call *ssa.Call) bool {
	common := q.s.Instr.Common()
	given := append([]ssa.Value{common.Value}, common.Args...)
	for _, fn := range []ssa.Value{common.Value, q.s.Value} {
		if mc, ok := fn.(*ssa.MakeClosure); ok {
			given = append(given, mc.Bindings...)
		}
	}
	for _, v := range given {
		if carries(v, call) {
			return true
		}
		cell := flow.Cell(v)
		if cell == nil {
			continue
		}
		for _, st := range flow.CellStores(cell) {
			if carries(st.Val, call) {
				return true
			}
		}
	}
	return false
}

// waitsForHelper: the object that started the work for the program is waited for.
func (q *search) waitsForHelper(call *ssa.Call, callee *types.Func) bool {
	key := q.P.KeyOf(flow.Receiver(&call.Call), nil)
	return q.s.Kind == spawns.Helper && key != nil && key == q.P.KeyOf(q.s.Group, nil) && callee.Name() == "Wait"
}

// outOfSight: a pair of calls on the same object, one before the spawn and another in
// the work, with nothing of the element in either. Whether the first waits is for a
// fact to say, or unknown.
func (q *search) outOfSight(call *ssa.Call, callee *types.Func, says bool, cut cuts) {
	object := effects.Subject(&call.Call)
	key := q.P.KeyOf(object, nil)
	if key == nil || isRunning(object.Type()) || q.varies(q.r, object) {
		return
	}
	for _, arg := range flow.Args(&call.Call) {
		if q.varies(q.r, arg) && !knowledge.IsInteger(arg.Type()) && !says {
			return // work of its own; a number may be the weight of a token
		}
	}
	if !q.paired(key, callee) {
		return
	}
	if q.P.FuncOf(callee) != nil {
		return // looked into: it does not wait
	}
	if q.Facts.Waits(callee) && !hands(call) || call.Call.IsInvoke() && returnsLittle(callee) {
		q.gate(key, Unseen, call.Pos(), cut)
	}
}

// paired: the work calls another method of the object that callee is called on.
func (q *search) paired(object any, callee *types.Func) bool {
	for _, other := range q.work.Called(object) {
		if other != callee.Origin() {
			return true
		}
	}
	return false
}
