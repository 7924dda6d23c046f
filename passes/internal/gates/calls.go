package gates

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
	"github.com/inflight-go/inflight/passes/internal/repeats"
	"github.com/inflight-go/inflight/passes/internal/spawns"
)

// call: a call before the spawn that waits, in the body of this package's own
// functions, by what the table says, or by a fact.
func (q *search) call(call *ssa.Call) {
	s, r, work, f := q.s, q.r, q.work, q.f
	callee := flow.Callee(&call.Call)
	if callee == nil {
		if fns, _ := flow.Functions(call.Call.Value); len(fns) == 1 && fns[0].Blocks != nil {
			q.body(call, fns[0], cutAt(call))
		}
		return
	}
	row := q.P.Table.Lookup(callee)
	recv := flow.Receiver(&call.Call)
	key := q.P.KeyOf(recv, nil)
	switch row.Role {
	case knowledge.Acquire, knowledge.TryAcquire, knowledge.Lock, knowledge.TryLock:
		if q.perTurn(recv, key) {
			return
		}
	}
	switch row.Role {
	case knowledge.Acquire:
		size, kv, lifted := q.weighted(recv)
		if lifted != nil {
			q.note(key, candidate{fake: Lifted, pos: lifted.Pos(), call: &lifted.Call, kv: kv})
			return
		}
		if q.sameData(size, f) && always(q.Analysis, kv) {
			q.note(key, candidate{fake: DataSized, pos: call.Pos()})
			return
		}
		if !work.releases[key] && q.releasesHere(r, key) {
			q.note(key, candidate{fake: GivenBack, pos: call.Pos()})
			return
		}
		q.note(key, candidate{kind: Semaphore, pos: call.Pos(), cuts: cutAt(call), k: size, kv: kv, taken: true})
	case knowledge.Lock:
		// A lock that the work unlocks is a semaphore of one.
		if work.unlocks[key] && !work.locks[key] {
			q.note(key, candidate{kind: Semaphore, pos: call.Pos(), cuts: cutAt(call), k: repeats.Size{Class: repeats.Constant}})
		}
	case knowledge.TryLock:
		if work.unlocks[key] && !work.locks[key] {
			q.note(key, candidate{kind: Semaphore, pos: call.Pos(), cuts: trueEdges(call), k: repeats.Size{Class: repeats.Constant}})
		}
	case knowledge.TryAcquire:
		size, kv, _ := q.weighted(recv)
		q.note(key, candidate{kind: Semaphore, pos: call.Pos(), cuts: trueEdges(call), k: size, kv: kv, taken: true})
	case knowledge.Join:
		if v, ok := s.Instr.(ssa.Value); ok && recv != nil && carries(recv, v) || q.finishes(key) {
			q.note("join", candidate{kind: Join, pos: call.Pos(), cuts: cutAt(call)})
		}
	case knowledge.Notify:
		if work.signals[key] {
			q.note(key, candidate{kind: Limiter, pos: call.Pos(), cuts: cutAt(call)})
		}
	case knowledge.Rate:
		if !s.Instr.Pos().IsValid() || callee.Pkg().Path() != "time" {
			q.note(call, candidate{fake: RateOnly, pos: call.Pos()})
		}
	case knowledge.None:
		if q.listener(call, callee) {
			return
		}
		q.helper(call, callee)
	}
}

// finishes reports whether the work tells the group that it is done: it is of that
// group, calls its Done, or gets it as an argument.
func (q *search) finishes(key any) bool {
	if key == nil {
		return false
	}
	if q.s.Group != nil && q.P.KeyOf(q.s.Group, nil) == key || q.work.done[key] {
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

// helper: a function of the program's own that waits before it returns.
func (q *search) helper(call *ssa.Call, callee *types.Func) {
	r, work := q.r, q.work
	isBool := false
	if res := callee.Signature().Results(); res.Len() == 1 {
		if b, ok := res.At(0).Type().Underlying().(*types.Basic); ok && b.Kind() == types.Bool {
			isBool = true
		}
	}
	cut := cutAt(call)
	if isBool {
		if cut = trueEdges(call); cut.empty() {
			return
		}
	}
	if q.remoteGate(call, callee, cut) {
		return
	}
	if fn := q.P.FuncOf(callee); fn != nil {
		o, found := q.body(call, fn, cut)
		if found {
			return
		}
		if isBool && (o.counts || o.tries) {
			q.note(call, candidate{kind: Counter, pos: call.Pos(), cuts: cut})
			return
		}
		if o.polls && q.paired(call, callee) {
			q.note(call, candidate{kind: Limiter, pos: call.Pos(), cuts: cut})
			return
		}
	}
	if isBool && q.tries(call, callee) && !q.varies(call) {
		// if !running.TryStart() { return }, and the work calls running.Stop.
		q.note(call, candidate{kind: Counter, pos: call.Pos(), cuts: cut})
		return
	}
	if !isBool && q.Facts.Tries(callee) && !q.varies(call) && (q.paired(call, callee) || q.worksOn(call)) {
		if cut := succeeded(call); !cut.empty() {
			q.note(call, candidate{kind: Counter, pos: call.Pos(), cuts: cut})
			return
		}
	}
	if work.invoked[call] && q.Facts.Waits(callee) {
		// release := limiter.Acquire(), and the work calls release.
		q.note(call, candidate{kind: Limiter, pos: call.Pos(), cuts: cut})
		return
	}
	if key := q.P.KeyOf(flow.Receiver(&call.Call), nil); q.s.Kind == spawns.Helper && key != nil &&
		key == q.P.KeyOf(q.s.Group, nil) && callee.Name() == "Wait" {
		q.note(key, candidate{kind: Join, pos: call.Pos(), cuts: cut})
		return
	}
	// Out of sight: a pair of calls on the same object, one before the spawn and
	// another in the work, with nothing of the element in either. Whether the
	// first waits is for a fact to say, or unknown.
	object := flow.Receiver(&call.Call)
	if object == nil && len(call.Call.Args) > 0 {
		object = call.Call.Args[0]
	}
	key := q.P.KeyOf(object, nil)
	if key == nil || isRunning(object.Type()) || r.loop != nil && q.Repeats.Variant(r.loop, object) {
		return
	}
	if r.loop != nil {
		for _, arg := range flow.Args(&call.Call) {
			if q.Repeats.Variant(r.loop, arg) && !isInteger(arg.Type()) && !isBool {
				return // work of its own; a number may be the weight of a token
			}
		}
	}
	other, ok := work.calls[key]
	if !ok || other[callee] && len(other) == 1 {
		return
	}
	if callee.Pkg() == q.P.Pkg && q.P.FuncOf(callee) != nil {
		return // looked into: it does not wait
	}
	if q.Facts.Waits(callee) && !hands(call) || call.Call.IsInvoke() && returnsLittle(callee) {
		q.note(key, candidate{kind: Unseen, pos: call.Pos(), cuts: cut})
	}
}

// tries: the call notes something in its object, and the work calls what takes it
// back.
func (q *search) tries(call *ssa.Call, callee *types.Func) bool {
	return q.Facts.Tries(callee) && q.paired(call, callee)
}

// varies reports whether a call notes something else in each turn of the loop: then
// it says no to the same element only.
func (q *search) varies(call *ssa.Call) bool {
	if q.r.loop == nil {
		return false
	}
	for _, arg := range flow.Args(&call.Call) {
		if q.Repeats.Variant(q.r.loop, arg) {
			return true
		}
	}
	return false
}

// worksOn reports whether the work gets what the call returned.
func (q *search) worksOn(call *ssa.Call) bool {
	common := q.s.Instr.Common()
	given := append([]ssa.Value{common.Value}, common.Args...)
	if mc, ok := common.Value.(*ssa.MakeClosure); ok {
		given = append(given, mc.Bindings...)
	}
	if mc, ok := q.s.Value.(*ssa.MakeClosure); ok {
		given = append(given, mc.Bindings...)
	}
	for _, v := range given {
		if cell := flow.Cell(v); cell != nil {
			for _, st := range flow.CellStores(cell) {
				if carries(st.Val, call) {
					return true
				}
			}
		}
		if carries(v, call) {
			return true
		}
	}
	return false
}

// succeeded returns the branches that are taken when the error that a call returned
// is nil.
func succeeded(call *ssa.Call) cuts {
	c := newCuts()
	n := call.Call.Signature().Results().Len()
	for _, ref := range *call.Referrers() {
		var v ssa.Value = call
		if ex, ok := ref.(*ssa.Extract); ok && ex.Index == n-1 {
			v = ex
		} else if n > 1 {
			continue
		}
		for edge := range failed(v) {
			for _, succ := range edge[0].Succs {
				if succ != edge[1] {
					c.edges[[2]*ssa.BasicBlock{edge[0], succ}] = true
				}
			}
		}
	}
	return c
}

// body looks into a function that is called before the spawn.
func (q *search) body(call *ssa.Call, fn *ssa.Function, cut cuts) (o ops, found bool) {
	work := q.work
	o = q.opsOf(fn, flow.EnvOf(&call.Call, fn), 0)
	for key := range o.sends {
		if work.receives[key] {
			q.note(key, candidate{kind: Limiter, pos: call.Pos(), cuts: cut})
			return o, true
		}
	}
	for key := range o.receives {
		if work.ends(key) || work.sends[key] && !hands(call) {
			q.note(key, candidate{kind: Limiter, pos: call.Pos(), cuts: cut})
			return o, true
		}
	}
	for key := range o.joins {
		if q.finishes(key) {
			q.note(key, candidate{kind: Join, pos: call.Pos(), cuts: cut})
			return o, true
		}
	}
	for key := range o.locks {
		if work.unlocks[key] && !work.locks[key] && !o.unlocks[key] {
			q.note(key, candidate{kind: Semaphore, pos: call.Pos(), cuts: cut})
			return o, true
		}
	}
	for key, method := range o.abstract {
		for other := range work.calls[key] {
			if other != method {
				q.note(key, candidate{kind: Unseen, pos: call.Pos(), cuts: cut})
				return o, true
			}
		}
	}
	for key := range o.waitsFor {
		if work.signals[key] && !hands(call) {
			q.note(call, candidate{kind: Limiter, pos: call.Pos(), cuts: cut})
			return o, true
		}
	}
	if o.acquire.IsValid() || work.invoked[call] && len(o.sends)+len(o.receives) > 0 {
		q.note(call, candidate{kind: Limiter, pos: call.Pos(), cuts: cut})
		return o, true
	}
	return o, false
}

func isInteger(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsInteger != 0
}

// hands reports whether a call gives the spawner something to work on: then it
// waits for work, not for room. An error, a bool or a release function is not
// work.
func hands(call *ssa.Call) bool {
	res := call.Call.Signature().Results()
	for i := range res.Len() {
		switch t := res.At(i).Type(); u := t.Underlying().(type) {
		case *types.Signature:
		case *types.Basic:
			if u.Info()&types.IsBoolean == 0 {
				return true
			}
		default:
			if n, ok := types.Unalias(t).(*types.Named); !ok || n.Obj().Name() != "error" {
				return true
			}
		}
	}
	return false
}

// paired: the work calls another method of the object that call is made on.
func (q *search) paired(call *ssa.Call, callee *types.Func) bool {
	key := q.P.KeyOf(flow.Receiver(&call.Call), nil)
	if key == nil {
		return false
	}
	for other := range q.work.calls[key] {
		if other != callee.Origin() {
			return true
		}
	}
	return false
}

// returnsLittle: nothing, an error, or whether it worked, as what takes a token does.
// A method with any number of arguments is a logger's, and one beside methods of
// fractions a gauge's.
func returnsLittle(fn *types.Func) bool {
	if fn.Signature().Variadic() || measures(fn) {
		return false
	}
	res := fn.Signature().Results()
	if res.Len() == 0 {
		return true
	}
	if res.Len() > 1 {
		return false
	}
	if n, ok := types.Unalias(res.At(0).Type()).(*types.Named); ok && n.Obj().Name() == "error" {
		return true
	}
	b, ok := res.At(0).Type().Underlying().(*types.Basic)
	return ok && b.Kind() == types.Bool
}

// measures: fn belongs to an interface that takes or gives fractions.
func measures(fn *types.Func) bool {
	recv := fn.Signature().Recv()
	if recv == nil {
		return false
	}
	iface, ok := recv.Type().Underlying().(*types.Interface)
	if !ok {
		return false
	}
	for i := range iface.NumMethods() {
		params := iface.Method(i).Signature().Params()
		for j := range params.Len() {
			if b, ok := params.At(j).Type().Underlying().(*types.Basic); ok && b.Kind() == types.Float64 {
				return true
			}
		}
	}
	return false
}

// isRunning: objects whose paired calls are known not to bound anything.
func isRunning(t types.Type) bool {
	return knowledge.IsNamed(t, "sync", "WaitGroup") || knowledge.IsNamed(t, "sync", "Mutex") ||
		knowledge.IsNamed(t, "sync", "RWMutex") || knowledge.IsNamed(t, "context", "Context")
}
