package effects

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/facts"
	"github.com/inflight-go/inflight/passes/internal/flow"
)

// held identifies a channel or semaphore that only another package can name: the
// object that holds it, and the fields that lead there.
type held struct {
	holder any
	fields string
}

// What holds the object of a fact, when it is no argument.
const (
	inReceiver = -1
	inPackage  = -2
)

// remote notes what facts say of a function whose body is out of sight.
func (w *walk) remote(call ssa.CallInstruction, callee *types.Func, via way) {
	for _, op := range w.Facts.Holds(callee) {
		key := w.Held(call.Common(), callee, op, via.env)
		if key == nil {
			continue
		}
		if via.aside {
			if op.Kind == facts.Receives || op.Kind == facts.Releases {
				w.out.note(ReceivesAside, key, call.Pos())
			}
			continue
		}
		switch op.Kind {
		case facts.Sends:
			w.out.note(Sends, key, call.Pos())
			w.out.carriesTokens(key)
			w.take(key, call, call.Pos())
		case facts.Receives:
			w.out.note(Receives, key, call.Pos())
			w.out.carriesTokens(key)
		case facts.Acquires:
			w.out.note(Acquires, key, call.Pos())
		case facts.Releases:
			w.out.note(Releases, key, call.Pos())
		}
	}
}

// carriesTokens notes that a fact says so of a channel.
func (e *Effects) carriesTokens(key any) {
	e.channels[key] = channel{token: true, value: e.channels[key].value}
}

// Held identifies the channel or semaphore that op, a fact about callee, is about at a
// call; nil when the object that holds it has no identity.
func (r Reader) Held(call *ssa.CallCommon, callee *types.Func, op facts.Op, env flow.Env) any {
	if op.On == inPackage {
		return held{callee.Pkg(), op.Name}
	}
	holder := r.P.KeyOf(Holder(call, op), env)
	if holder == nil || op.Name == "" {
		return holder
	}
	return held{holder, op.Name}
}

// Holder returns what holds the object of op at a call: the receiver or an argument;
// nil when a package does.
func Holder(call *ssa.CallCommon, op facts.Op) ssa.Value {
	if op.On == inReceiver {
		return flow.Receiver(call)
	}
	if args := flow.Args(call); op.On >= 0 && op.On < len(args) {
		return args[op.On]
	}
	return nil
}
