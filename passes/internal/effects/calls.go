package effects

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
	"github.com/inflight-go/inflight/passes/internal/spawns"
)

// call notes what a call does, one that is deferred too.
func (w *walk) call(call ssa.CallInstruction, via way) {
	common := call.Common()
	if b, ok := common.Value.(*ssa.Builtin); ok {
		if b.Name() == "close" {
			w.close(call, via)
		}
		return
	}
	w.literals(call, via)
	callee := flow.Callee(common)
	if callee == nil {
		w.value(common, via)
		return
	}
	w.out.called(callee, w.P.KeyOf(Subject(common), via.env), call.Pos())
	w.library(call, callee, via)
	switch AtomicOf(callee) {
	case Swap, CompareAndSwap:
		w.out.Tries = true
	}
	if fn := w.P.FuncOf(callee); fn != nil {
		w.function(fn, via.into(common, fn))
	}
}

// Subject is what a call is made on: its receiver, else its first argument.
func Subject(call *ssa.CallCommon) ssa.Value {
	if recv := flow.Receiver(call); recv != nil {
		return recv
	}
	if len(call.Args) > 0 {
		return call.Args[0]
	}
	return nil
}

// close notes the close of a channel: the last word, whatever was sent before, unless
// there is work to do after it.
func (w *walk) close(call ssa.CallInstruction, via way) {
	key := w.P.KeyOf(call.Common().Args[0], via.env)
	if key == nil {
		return
	}
	w.out.note(Closes, key, call.Pos())
	_, deferred := call.(*ssa.Defer)
	w.out.early[key] = !deferred && via.depth == 0 && w.worksOn(call)
}

// worksOn: there is work to do after instr, in this turn of a loop or the next.
func (w *walk) worksOn(instr ssa.Instruction) bool {
	_, found := w.NextWork(instr, true)
	return found
}

// literals looks into the literals handed to a function: they are taken to be called
// by it, or by a goroutine that it starts.
func (w *walk) literals(call ssa.CallInstruction, via way) {
	for _, arg := range call.Common().Args {
		fns, _ := flow.Functions(arg)
		for _, fn := range fns {
			if fn.Parent() != nil {
				started := spawns.Of(w.P, call, w.Facts) != nil
				w.function(fn, way{env: via.env, depth: via.depth + 1, aside: via.aside || started})
			}
		}
	}
}

// value looks into the functions that a called value can be: literals, or what the
// code was given.
func (w *walk) value(call *ssa.CallCommon, via way) {
	from := w.P.Resolve(call.Value, via.env)
	switch v := from.(type) {
	case *ssa.Call:
		w.out.note(Invokes, v, call.Pos())
	case *ssa.Extract:
		w.out.note(Invokes, v.Tuple, call.Pos())
	}
	fns, _ := flow.Functions(call.Value)
	if len(fns) == 0 {
		fns, _ = flow.Functions(from)
	}
	for _, fn := range fns {
		w.function(fn, via.into(call, fn))
	}
}

// library notes what the table or a fact says of a function.
func (w *walk) library(call ssa.CallInstruction, callee *types.Func, via way) {
	recv := flow.Receiver(call.Common())
	key := w.P.KeyOf(recv, via.env)
	row := w.P.Table.Lookup(callee)
	switch row.Role {
	case knowledge.None:
		if w.P.FuncOf(callee) == nil {
			w.remote(call, callee, via)
		}
	case knowledge.Ack:
		w.out.Acks = true
	case knowledge.Spawn:
		// A function that is called again makes a group of its own.
		made, ok := key.(ssa.Instruction)
		again := ok && w.seen[made.Parent()]
		if row.Pool != knowledge.NoPool && !via.aside && !again {
			w.out.note(Submits, key, call.Pos())
		}
	case knowledge.Acquire:
		if !w.out.Acquire.IsValid() {
			w.out.Acquire = call.Pos()
		}
	case knowledge.Release:
		if !via.aside {
			w.out.note(Releases, key, call.Pos())
		}
	case knowledge.TryAcquire:
		w.out.Tries = true
	case knowledge.Notify:
		w.out.note(Awaits, condition(key), call.Pos())
	case knowledge.Signal:
		w.out.note(Signals, condition(key), call.Pos())
	case knowledge.Join:
		w.out.note(Joins, key, call.Pos())
	case knowledge.Lock, knowledge.TryLock:
		w.out.note(Locks, key, call.Pos())
	case knowledge.Unlock:
		if !via.aside {
			w.out.note(Unlocks, key, call.Pos())
		}
	case knowledge.Quiet:
		if callee.Name() == "Done" {
			w.out.note(Finishes, key, call.Pos())
		}
	}
}

// condition identifies a condition variable: those that have no identity are taken to
// be one and the same.
func condition(key any) any {
	if key == nil {
		return "condition"
	}
	return key
}
