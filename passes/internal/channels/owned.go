package channels

import (
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
	"github.com/inflight-go/inflight/passes/internal/spawns"
)

// owned reports whether every use of what v makes, a channel, group or semaphore, is
// seen: it stays with the function, the literals in it, and the functions of this
// package that it is handed to.
func (a *Analysis) owned(v ssa.Value) bool {
	t := &trace{Analysis: a, seen: map[ssa.Value]bool{}, ok: true}
	t.value(v)
	return t.ok
}

// A trace follows a value to all of its uses.
type trace struct {
	*Analysis
	seen map[ssa.Value]bool
	ok   bool
	// measured: the code asks for the length or the capacity.
	measured bool
}

// value: v is the channel, or the pointer to the group.
func (t *trace) value(v ssa.Value) {
	if t.seen[v] || !t.ok {
		return
	}
	t.seen[v] = true
	if v.Referrers() == nil {
		t.ok = false
		return
	}
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Send:
			t.keep(ref.X != v)
		case *ssa.Select:
			for _, st := range ref.States {
				t.keep(st.Send != v)
			}
		case *ssa.UnOp:
			t.keep(ref.Op == token.ARROW)
		case *ssa.ChangeType:
			t.value(ref)
		case *ssa.BinOp, *ssa.DebugRef:
		case *ssa.Store:
			if ref.Addr == v {
				_, isConst := ref.Val.(*ssa.Const) // a group that is set to its zero value
				t.keep(isConst)
				continue
			}
			cell := flow.Cell(ref.Addr)
			if cell == nil || !flow.SetFirst(cell) {
				t.ok = false // it is another one, or nil, at other times
				return
			}
			t.variable(cell, t.value)
		case *ssa.MakeClosure:
			t.bound(ref, v, t.value)
		case ssa.CallInstruction:
			t.call(ref, v)
		default:
			t.ok = false
		}
	}
}

func (t *trace) keep(ok bool) { t.ok = t.ok && ok }

// bound follows v into the literals that capture it.
func (t *trace) bound(mc *ssa.MakeClosure, v ssa.Value, follow func(ssa.Value)) {
	fn := mc.Fn.(*ssa.Function)
	for i, b := range mc.Bindings {
		if b == v {
			follow(fn.FreeVars[i])
		}
	}
	t.literal(mc)
}

// variable: addr is a local variable that holds the channel, or a function that uses it.
func (t *trace) variable(addr ssa.Value, follow func(ssa.Value)) {
	if t.seen[addr] || !t.ok {
		return
	}
	t.seen[addr] = true
	for _, ref := range *addr.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Store:
			t.keep(ref.Addr == addr)
		case *ssa.UnOp:
			follow(ref)
		case *ssa.MakeClosure:
			t.bound(ref, addr, func(v ssa.Value) { t.variable(v, follow) })
		case *ssa.DebugRef:
		default:
			t.ok = false
		}
	}
}

// literal: v is a function that uses the channel. It has to be called, deferred or
// started where that can be seen.
func (t *trace) literal(v ssa.Value) {
	if t.seen[v] || !t.ok {
		return
	}
	t.seen[v] = true
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.DebugRef:
		case *ssa.Store:
			cell := flow.Cell(ref.Addr)
			if ref.Val != v || cell == nil {
				t.ok = false
				return
			}
			t.variable(cell, t.literal)
		case *ssa.MakeClosure:
			t.bound(ref, v, t.literal)
		case *ssa.ChangeType:
			t.literal(ref)
		case ssa.CallInstruction:
			common := ref.Common()
			if common.Value == v {
				continue
			}
			if s := spawns.Of(t.P, ref, t.Facts); s != nil && s.Value == v {
				t.keep(s.Kind == spawns.Group || s.Kind == spawns.WaitGroup)
				continue
			}
			if _, fn := t.runs(ref); fn == nil {
				t.argument(ref, v, t.literal)
			}
		default:
			t.ok = false
		}
	}
}

// call: the channel or group is the receiver or an argument of a call.
func (t *trace) call(call ssa.CallInstruction, v ssa.Value) {
	common := call.Common()
	if b, ok := common.Value.(*ssa.Builtin); ok {
		switch b.Name() {
		case "close":
		case "len", "cap":
			t.measured = true
		default:
			t.ok = false
		}
		return
	}
	if flow.Receiver(common) == v {
		switch t.P.Table.Lookup(flow.Callee(common)).Role {
		case knowledge.Spawn, knowledge.Limit, knowledge.Join, knowledge.Acquire, knowledge.TryAcquire, knowledge.Release, knowledge.Quiet, knowledge.Once:
			return
		}
	}
	t.argument(call, v, t.value)
}

// argument follows v into the functions of this package that get it.
func (t *trace) argument(call ssa.CallInstruction, v ssa.Value, follow func(ssa.Value)) {
	fn := t.body(call.Common(), nil)
	if fn == nil || fn.Signature.Variadic() && call.Common().Args[len(call.Common().Args)-1] == v {
		t.ok = false
		return
	}
	for i, arg := range call.Common().Args {
		if arg == v {
			if i >= len(fn.Params) {
				t.ok = false
				return
			}
			follow(fn.Params[i])
		}
	}
}

// runs returns the literal that a call of the standard library runs, and whether once or
// for each element; nil if it runs none.
func (a *Analysis) runs(call ssa.CallInstruction) (row knowledge.Func, fn *ssa.Function) {
	callee := flow.Callee(call.Common())
	if callee == nil || callee.Pkg() == nil || strings.Contains(callee.Pkg().Path(), ".") {
		return row, nil
	}
	row = a.P.Table.Lookup(callee)
	if row.Role != knowledge.Iterate && row.Role != knowledge.Once {
		return row, nil
	}
	args := flow.Args(call.Common())
	if row.Arg >= len(args) {
		return row, nil
	}
	fns, ok := flow.Functions(args[row.Arg])
	if !ok || len(fns) != 1 || fns[0].Blocks == nil || fns[0].Parent() == nil {
		return row, nil
	}
	return row, fns[0]
}

// body returns the function of this package that a call runs, nil when that is not
// certain or its body was not built.
func (a *Analysis) body(common *ssa.CallCommon, env flow.Env) *ssa.Function {
	if common.IsInvoke() {
		return nil
	}
	if fn := a.P.FuncOf(flow.Callee(common)); fn != nil {
		return fn
	}
	fns, ok := flow.Functions(common.Value)
	if !ok {
		fns, ok = flow.Functions(a.P.Resolve(common.Value, env))
	}
	if !ok || len(fns) != 1 {
		return nil
	}
	fn := flow.Origin(fns[0])
	if fn.Blocks == nil || fn.Synthetic != "" {
		return nil
	}
	return fn
}

// An object is something that makes its users wait for each other.
type object struct {
	make ssa.Value
	// room is the size of a channel; unlimited that of a WaitGroup or a group without a limit.
	room int
	// counts: a WaitGroup, a group or a semaphore rather than a channel.
	counts bool
}

const unlimited = -1

// objects lists what fn makes, to whom all that use it are seen.
func (a *Analysis) objects(fn *ssa.Function) (channels []*ssa.MakeChan, counters []ssa.Value) {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.MakeChan:
				if a.owned(instr) {
					channels = append(channels, instr)
				}
			case *ssa.Alloc:
				elem := instr.Type().Underlying().(*types.Pointer).Elem()
				if (isOnce(elem) || knowledge.IsNamed(elem, "sync", "WaitGroup") || a.P.Table.Limitable(elem)) && !isPointer(elem) && a.owned(instr) {
					counters = append(counters, instr)
				}
			case *ssa.Call:
				switch a.P.Table.Lookup(flow.Callee(&instr.Call)).Role {
				case knowledge.NewGroup, knowledge.NewSemaphore:
					if v := result(instr); v != nil && a.owned(v) {
						counters = append(counters, v)
					}
				}
			}
		}
	}
	return channels, counters
}

func isOnce(t types.Type) bool { return knowledge.IsNamed(t, "sync", "Once") }

func isPointer(t types.Type) bool {
	_, ok := t.Underlying().(*types.Pointer)
	return ok
}

// result is the first result of a call.
func result(call *ssa.Call) ssa.Value {
	if _, several := call.Type().(*types.Tuple); !several {
		return call
	}
	for _, ref := range *call.Referrers() {
		if ex, ok := ref.(*ssa.Extract); ok && ex.Index == 0 {
			return ex
		}
	}
	return nil
}
