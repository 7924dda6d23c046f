package repeats

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
)

func (a *Analysis) receive(t types.Type, ch ssa.Value) Size {
	kind := Channel
	if c, ok := t.Underlying().(*types.Chan); ok {
		switch elem := c.Elem(); {
		case isConn(elem):
			kind = Accept
		case isEvent(elem):
			kind = Event
		}
	}
	return Size{Class: Forever, Origin: &Origin{Kind: kind, Value: ch, Func: a.deliverer(ch)}}
}

// deliverer returns the function of a library that the channel ch of messages
// comes from, nil if that is not seen.
func (a *Analysis) deliverer(ch ssa.Value) *types.Func {
	for range 8 {
		switch x := ch.(type) {
		case *ssa.Call:
			fn := flow.Callee(&x.Call)
			if a.P.Table.Lookup(fn).Role == knowledge.Deliver {
				return fn
			}
			return nil
		case *ssa.Extract:
			ch = x.Tuple
		case *ssa.ChangeType:
			ch = x.X
		case *ssa.FreeVar:
			ch = flow.Binding(x)
		case *ssa.UnOp:
			cell := flow.Cell(x.X)
			if cell == nil {
				return nil
			}
			stores := flow.CellStores(cell)
			if len(stores) != 1 {
				return nil
			}
			ch = stores[0].Val
		default:
			return nil
		}
	}
	return nil
}

// endless: a loop that ends when something outside says so. What it waits for in
// each turn says where its work comes from.
func (a *Analysis) endless(l *flow.Loop) Size {
	best := &Origin{Kind: Endless}
	better := func(o *Origin) {
		if rank(o.Kind) > rank(best.Kind) {
			best = o
		}
	}
	for _, b := range l.InOrder() {
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.Select:
				for n, st := range instr.States {
					// A case that leaves the loop drives nothing, and one beside a
					// default does not hold it up.
					if st.Dir == types.RecvOnly && instr.Blocking && !isDone(st.Chan) && !leaves(l, instr, n) {
						better(a.receive(st.Chan.Type(), st.Chan).Origin)
					}
				}
			case *ssa.UnOp:
				if instr.Op == token.ARROW && !isDone(instr.X) {
					better(a.receive(instr.X.Type(), instr.X).Origin)
				}
			case *ssa.Call:
				common := instr.Common()
				callee := flow.Callee(common)
				if callee == nil {
					continue
				}
				if Accepts(callee) {
					better(&Origin{Kind: Accept, Func: callee})
				} else if (reads(callee) || a.P.Table.Lookup(callee).Role == knowledge.Receive) && a.P.Loops(instr.Parent()).Of(instr) == l {
					better(&Origin{Kind: Stream, Func: callee})
				}
			}
		}
	}
	if best.Kind == Endless && untilError(l) {
		best.Kind = Stream
	}
	return Size{Class: Forever, Origin: best}
}

// leaves reports whether case n of sel ends the loop.
func leaves(l *flow.Loop, sel *ssa.Select, n int) bool {
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
			if c, ok := cmp.Y.(*ssa.Const); !ok || c.Int64() != int64(n) {
				continue
			}
			for _, test := range *cmp.Referrers() {
				if test, ok := test.(*ssa.If); ok && !l.Blocks[test.Block().Succs[0]] {
					return true
				}
			}
		}
	}
	return false
}

// untilError: the loop reads something until that fails: a test of an error that
// a call in the loop returned leaves it.
func untilError(l *flow.Loop) bool {
	for _, b := range loopTests(l) {
		cmp, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If).Cond.(*ssa.BinOp)
		if !ok || !knowledge.IsError(cmp.X.Type()) {
			continue
		}
		var call *ssa.Call
		switch x := cmp.X.(type) {
		case *ssa.Call:
			call = x
		case *ssa.Extract:
			call, _ = x.Tuple.(*ssa.Call)
		}
		if call != nil && l.Contains(call) {
			return true
		}
	}
	return false
}

// rank orders what an endless loop may wait for: a connection says more about
// its work than a message, a message more than a timer.
func rank(k Kind) int {
	switch k {
	case Accept:
		return 4
	case Channel:
		return 3
	case Stream:
		return 2
	case Event:
		return 1
	}
	return 0
}

// Accepts reports whether fn is a call that returns a new connection.
func Accepts(fn *types.Func) bool {
	res := fn.Signature().Results()
	if res.Len() < 2 {
		return false
	}
	return isConn(res.At(0).Type())
}

// reads: a method that returns the next message and an error, without being
// given one: Recv, ReadMessage, Next.
func reads(fn *types.Func) bool {
	sig := fn.Signature()
	res := sig.Results()
	if sig.Recv() == nil || res.Len() < 2 || !knowledge.IsError(res.At(res.Len()-1).Type()) {
		return false
	}
	for i := range sig.Params().Len() {
		if !knowledge.IsNamed(sig.Params().At(i).Type(), "context", "Context") {
			return false
		}
	}
	switch fn.Name() {
	case "Recv", "RecvMsg", "ReadMessage", "FetchMessage", "Receive", "ReceiveMessage", "ReadMsg", "Next", "NextMsg", "Read", "ReadLine":
		return true
	}
	return false
}

// isConn reports whether a value of type t is a connection or stream of one: it
// has the methods of net.Conn that other readers and writers lack, or accepts
// streams itself.
func isConn(t types.Type) bool {
	if types.IsInterface(t) || isPointer(t) {
		return hasMethod(t, "RemoteAddr") || hasMethod(t, "AcceptStream") || hasMethod(t, "StreamID") ||
			hasMethod(t, "ExtraData") // golang.org/x/crypto/ssh.NewChannel
	}
	return hasMethod(types.NewPointer(t), "RemoteAddr")
}

func isPointer(t types.Type) bool {
	_, ok := t.Underlying().(*types.Pointer)
	return ok
}

func hasMethod(t types.Type, name string) bool {
	obj, _, _ := types.LookupFieldOrMethod(t, true, nil, name)
	_, ok := obj.(*types.Func)
	return ok
}

// isEvent: a message that carries no data but that it happened.
func isEvent(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Struct:
		return u.NumFields() == 0 || knowledge.IsNamed(t, "time", "Time")
	case *types.Basic:
		return u.Kind() == types.Bool
	}
	return knowledge.IsNamed(t, "os", "Signal")
}

// isDone reports whether ch is the Done channel of a context, or is of type
// chan struct{} and so carries no work.
func isDone(ch ssa.Value) bool {
	if call, ok := ch.(*ssa.Call); ok {
		if fn := flow.Callee(call.Common()); fn != nil && fn.Name() == "Done" {
			return true
		}
	}
	return false
}

// trigger says what makes an endless loop reach instr: the case of a select that
// it stands in, rather than any that the loop waits for.
func (a *Analysis) trigger(l *flow.Loop, instr ssa.Instruction, whole *Origin) *Origin {
	best := whole
	for _, b := range l.InOrder() {
		for _, i := range b.Instrs {
			sel, ok := i.(*ssa.Select)
			if !ok {
				continue
			}
			for n, st := range sel.States {
				if st.Dir == types.RecvOnly && Chosen(sel, n, instr.Block()) {
					if isDone(st.Chan) {
						return &Origin{Kind: Event, Value: st.Chan}
					}
					best = a.receive(st.Chan.Type(), st.Chan).Origin
				}
			}
		}
	}
	return best
}

// Chosen reports whether block b is reached only when case n of sel was chosen.
func Chosen(sel *ssa.Select, n int, b *ssa.BasicBlock) bool {
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
			if c, ok := cmp.Y.(*ssa.Const); !ok || c.Int64() != int64(n) {
				continue
			}
			for _, test := range *cmp.Referrers() {
				if test, ok := test.(*ssa.If); ok {
					if to := test.Block().Succs[0]; len(to.Preds) == 1 && to.Dominates(b) {
						return true
					}
				}
			}
		}
	}
	return false
}
