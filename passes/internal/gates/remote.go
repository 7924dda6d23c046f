package gates

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/facts"
	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
	"github.com/inflight-go/inflight/passes/internal/repeats"
	"github.com/inflight-go/inflight/passes/internal/spawns"
)

// remote identifies a channel or semaphore that only another package can name:
// the object that holds it, and the fields that lead there.
type remote struct {
	object any
	name   string
}

// tokenType stands for the type of a channel that a fact says holds tokens.
var tokenType = types.NewChan(types.SendRecv, types.NewStruct(nil, nil))

// remoteOps notes what a fact says of a function whose body is out of sight.
func (a *Analysis) remoteOps(call ssa.CallInstruction, callee *types.Func, e flow.Env, o *ops, detached bool) {
	if a.P.FuncOf(callee) != nil {
		return
	}
	for _, op := range a.Facts.Holds(callee) {
		key, ok := a.remoteKey(call.Common(), callee, op, e)
		if !ok {
			continue
		}
		first := func() {
			if _, plain := call.(*ssa.Call); plain && !o.tokens[key].IsValid() && a.P.Loops(call.Parent()).Of(call) == nil {
				o.tokens[key] = call.Pos()
			}
		}
		switch {
		case detached:
			if op.Kind == facts.Receives || op.Kind == facts.Releases {
				o.detached[key] = true
			}
		case op.Kind == facts.Sends:
			o.sends[key] = true
			o.types[key] = tokenType
			first()
		case op.Kind == facts.Receives:
			o.receives[key] = true
			o.types[key] = tokenType
		case op.Kind == facts.Acquires:
			o.acquires[key] = call.Pos()
		case op.Kind == facts.Releases:
			o.releases[key] = true
		}
	}
}

// remoteKey identifies what op is done to, at a call of callee.
func (a *Analysis) remoteKey(common *ssa.CallCommon, callee *types.Func, op facts.Op, e flow.Env) (any, bool) {
	switch {
	case op.On == -2:
		return remote{callee.Pkg(), op.Name}, true
	case op.On == -1:
		if key := a.P.KeyOf(flow.Receiver(common), e); key != nil {
			return held(key, op.Name), true
		}
	default:
		if args := flow.Args(common); op.On < len(args) {
			if key := a.P.KeyOf(args[op.On], e); key != nil {
				return held(key, op.Name), true
			}
		}
	}
	return nil, false
}

// held identifies what a path of fields leads to: without one, the object itself.
func held(object any, name string) any {
	if name == "" {
		return object
	}
	return remote{object, name}
}

// remoteGate: a function out of sight takes a token before the spawn, and the work
// gives it back.
func (q *search) remoteGate(call *ssa.Call, callee *types.Func, cut cuts) bool {
	for _, op := range q.Facts.Holds(callee) {
		key, ok := q.remoteKey(&call.Call, callee, op, nil)
		if !ok {
			continue
		}
		gate := false
		switch op.Kind {
		case facts.Sends:
			gate = q.work.receives[key]
		case facts.Receives:
			gate = q.work.sends[key] && !hands(call)
		case facts.Acquires:
			gate = q.work.releases[key]
		}
		if !gate {
			continue
		}
		object := flow.Receiver(&call.Call)
		if op.On >= 0 {
			object = flow.Args(&call.Call)[op.On]
		}
		if op.On != -2 && (q.perTurn(object, q.P.KeyOf(object, nil)) || q.r.loop != nil && q.Repeats.Variant(q.r.loop, object)) {
			continue // each element has its own
		}
		q.note(key, candidate{kind: Limiter, pos: call.Pos(), cuts: cut, taken: true})
		return true
	}
	return false
}

// nested is where the work of s adds to the group that it is part of.
func (a *Analysis) nested(s *spawns.Spawn) token.Pos {
	if key := a.P.KeyOf(s.Group, nil); key != nil {
		return a.workOps(s).submits[key]
	}
	return token.NoPos
}

// prefetch: the messages of a channel are not acknowledged before the work does so,
// and the broker was told how many of those to hand out: on the same connection, or,
// out of sight, by whoever opened it.
func (a *Analysis) prefetch(s *spawns.Spawn, f repeats.Factor) Verdict {
	if f.Origin == nil || f.Origin.Kind != repeats.Channel || !a.P.Table.Prefetches(f.Origin.Func) || !a.workOps(s).acks {
		return Verdict{}
	}
	from := a.P.Resolve(f.Origin.Value, nil)
	if ex, ok := from.(*ssa.Extract); ok {
		from = ex.Tuple
	}
	call, ok := from.(*ssa.Call)
	if !ok {
		return Verdict{}
	}
	key := a.P.KeyOf(flow.Receiver(&call.Call), nil)
	if _, ok := key.(*ssa.Parameter); ok || key == nil {
		return Verdict{Gate: Unseen, Pos: call.Pos()}
	}
	for _, fn := range a.P.Funcs {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				call, ok := instr.(ssa.CallInstruction)
				if ok && a.P.Table.Lookup(flow.Callee(call.Common())).Role == knowledge.Prefetch &&
					a.P.KeyOf(flow.Receiver(call.Common()), nil) == key {
					return Verdict{Gate: Prefetch, Pos: call.Pos()}
				}
			}
		}
	}
	return Verdict{}
}

// listener: connections of a listener that has only so many open.
func (q *search) listener(call *ssa.Call, callee *types.Func) bool {
	recv := flow.Receiver(&call.Call)
	if recv == nil || !repeats.Accepts(callee) {
		return false
	}
	from := func(v ssa.Value) *ssa.Call {
		made, ok := q.P.Resolve(v, nil).(*ssa.Call)
		if !ok || q.P.Table.Lookup(flow.Callee(&made.Call)).Role != knowledge.NewListener {
			return nil
		}
		return made
	}
	made := from(recv)
	if field, ok := q.P.Resolve(recv, nil).(*ssa.FieldAddr); ok && made == nil {
		for _, v := range q.P.Stores(flow.FieldOf(field)) {
			made = from(v)
		}
	}
	if made == nil {
		return false
	}
	row := q.P.Table.Lookup(flow.Callee(&made.Call))
	c := candidate{kind: Listener, pos: made.Pos(), cuts: cutAt(call), k: repeats.Size{Class: repeats.Unknown}}
	if args := flow.Args(&made.Call); row.Arg < len(args) {
		if lifts(args[row.Arg], row.Lifts) {
			return false
		}
		c.k, c.kv = q.Repeats.Count(args[row.Arg], made), args[row.Arg]
	}
	q.note(call, c)
	return true
}
